import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumLine } from '../../../../electron/engine/backup/sum-line.ts';
import { parseMetadataLine, parseSumLine } from '../../../../electron/engine/repository/parse-lists.ts';

const line = {
  ...{ path: '/home/ada/a', type: 'file', size: 3, mode: 0o100644, uid: 1, gid: 2, dev: 3, ino: 4 },
  ...{ mtime: [-5, 6], ctime: [7, 8] },
};

describe('a line of METADATA.gz', () => {
  it('becomes an entry', () => {
    expect(parseMetadataLine(JSON.stringify({ ...line, link: 'x', flags: 1 }))).toEqual({
      ...{ path: '/home/ada/a', type: 0, size: 3, mode: 0o644, uid: 1, gid: 2, dev: 3, ino: 4, link: 'x', flags: 1 },
      ...{ mtimeS: -5, mtimeNs: 6, ctimeS: 7, ctimeNs: 8 },
    });
  });

  it.each([
    ['path', '/../etc'],
    ['path', 'relative'],
    ['path', '/a//b'],
    ['path', '/a\0b'],
    ['path', '/'],
    ['type', 'portal'],
    ['size', -1],
    ['size', '3'],
    ['mtime', [1]],
    ['ctime', 5],
    ['link', 7],
    ['ino', null],
  ])('is refused with a %s of %j', (key, value) => {
    expect(parseMetadataLine(JSON.stringify({ ...line, [key]: value }))).toBeNull();
  });

  it('whatever it holds, never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseMetadataLine(text)));
  });
});

describe('a line of SHA256SUMS', () => {
  it('gives back every name it was written with', () => {
    const names = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 30 })
      .map((name) => `/${name.replaceAll('\0', '')}`);
    fc.assert(
      fc.property(names, (path) => {
        const parsed = parseSumLine(sumLine('ab'.repeat(32), `files${path}`).slice(0, -1));
        expect(parsed?.path).toBe(path);
        expect(parsed?.sha256.toString('hex')).toBe('ab'.repeat(32));
      }),
    );
  });

  it('of anything else gives nothing', () => {
    for (const text of ['', 'ab', `${'ab'.repeat(32)}  other/x`, `${'AB'.repeat(32)}  files/x`]) {
      expect(parseSumLine(text)).toBeNull();
    }
  });
});
