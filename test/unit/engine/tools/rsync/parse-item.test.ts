import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseItem, parseTransferred } from '../../../../../electron/engine/tools/rsync/parse-item.ts';
import { decodePathText } from '../../../../../shared/domain/path-text.ts';

const line = (text: string): Buffer => Buffer.from(text, 'latin1');

test('an itemised line gives change and name', () => {
  expect(parseItem(line('>f+++++++++ 12 a file'))).toEqual({ change: '>f+++++++++', name: 'a file', isFolder: false });
  expect(parseItem(line('cd+++++++++ 0 folder/'))).toEqual({ change: 'cd+++++++++', name: 'folder', isFolder: true });
  expect(parseItem(line('.d..t...... 0 ./'))).toMatchObject({ name: '.', isFolder: true });
});

test('a name that only has to be linked comes with blanks', () => {
  expect(parseItem(line('hf          0 other name'))).toMatchObject({ change: 'hf         ', name: 'other name' });
});

test.each([
  'created directory x',
  '*deleting   gone',
  '    32,768  50%  1.00MB/s',
  '',
  'sending incremental file list',
])('%j is no itemised line', (text) => {
  expect(parseItem(line(text))).toBeNull();
});

test('bytes that rsync escapes come back, a literal escape stays what it is', () => {
  expect(parseItem(line('>f+++++++++ 0 a\\#012b'))?.name).toBe('a\nb');
  expect(parseItem(line('>f+++++++++ 0 a\\#134#012b'))?.name).toBe('a\\#012b');
  expect(parseItem(line('>f+++++++++ 0 \\#377'))?.name).toBe(decodePathText(Uint8Array.of(0xff)));
});

test('any name that rsync may print is read as it was', () => {
  const byte = fc.integer({ min: 1, max: 255 }).filter((value) => value !== 47);
  fc.assert(
    fc.property(fc.array(byte, { minLength: 1 }), (bytes) => {
      const printed = Buffer.from(bytes)
        .toString('latin1')
        .replaceAll(/\\(?=#[0-7]{3})|[^\t -\x7f]/g, (char) => `\\#${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
      expect(parseItem(line(`>f+++++++++ 0 ${printed}`))?.name).toBe(decodePathText(Uint8Array.from(bytes)));
    }),
  );
});

test('bytes transferred, from the progress display', () => {
  expect(parseTransferred(line('     1048576  50%  100.00MB/s    0:00:01'))).toBe(1_048_576);
  expect(parseTransferred(line('>f+++++++++ 0 1 5%'))).toBeNull();
});
