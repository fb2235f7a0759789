import { describe, expect, test } from 'vitest';
import { decodePathText } from '#shared/domain/path-text.ts';
import { baseName, folderOf, isWithin, showPath } from '../../../../../renderer/app/format/show-path.ts';
import { splitMiddle } from '../../../../../renderer/app/format/split-middle.ts';

describe('paths on the screen', () => {
  test('bytes that are no UTF-8 are written as escapes', () => {
    expect(showPath(decodePathText(new Uint8Array([0x61, 0xff, 0x80, 0x62])))).toBe('a\\xff\\x80b');
  });

  test('controls and what turns the direction of text are visible', () => {
    expect(showPath('a\nb\tc\u001b\u007f')).toBe('a\\nb\\tc\\x1b\\x7f');
    expect(showPath('invoice\u202efdp.exe')).toBe('invoice\\u{202e}fdp.exe');
  });

  test('ordinary letters of any language stay', () => {
    expect(showPath('/home/ada/Größe 大きさ 🗄')).toBe('/home/ada/Größe 大きさ 🗄');
  });

  test('a path has a name and a folder', () => {
    expect([baseName('/home/ada'), folderOf('/home/ada'), baseName('/'), folderOf('/home')]).toEqual([
      'ada',
      '/home',
      '/',
      '/',
    ]);
  });

  test('lying below is more than beginning alike', () => {
    expect(isWithin('/home/ada', '/home/ada')).toBe(true);
    expect(isWithin('/home/ada/x', '/home/ada')).toBe(true);
    expect(isWithin('/home/adam', '/home/ada')).toBe(false);
    expect(isWithin('/home', '/')).toBe(true);
  });
});

describe('an ellipsis in the middle', () => {
  test('short names are whole', () => {
    expect(splitMiddle('contract.txt')).toEqual(['contract.txt', '']);
  });

  test('the end with its extension stays, and both parts are the whole', () => {
    const name = `${'x'.repeat(240)} final.pdf`;
    const [head, tail] = splitMiddle(name);
    expect(tail).toBe('xx final.pdf');
    expect(head + tail).toBe(name);
  });

  test('no character is cut in two', () => {
    const [head, tail] = splitMiddle('🗄'.repeat(40), 11);
    expect(head.isWellFormed() && tail.isWellFormed()).toBe(true);
  });
});
