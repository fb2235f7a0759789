import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dumpFileNames } from '../../../../electron/engine/databases/dump-file-names.ts';

test('plain names stay as they are', () => {
  expect([...dumpFileNames(['shop', 'größe & co', 'a.b'])]).toEqual([
    ['shop', 'shop'],
    ['größe & co', 'größe & co'],
    ['a.b', 'a.b'],
  ]);
});

test.each([
  ['.hidden', '%2Ehidden'],
  ['a/b', 'a%2Fb'],
  ['100%', '100%25'],
  ['two\nlines', 'two%0Alines'],
  ['..', '%2E%2E'],
  ['\u{f780}', '%EF%9E%80'],
])('%j becomes %j', (name, file) => {
  expect(dumpFileNames([name]).get(name)).toBe(file);
});

test('names that differ in upper and lower case alone lie apart on any file system', () => {
  const names = dumpFileNames(['Shop', 'shop', 'SHOP', 'other']);
  expect([...names.values()]).toEqual(['%53hop', 'shop', '%53%48%4F%50', 'other']);
});

test('all names lie apart, are safe, and can be read back', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 8 }), (databases) => {
      const files = dumpFileNames(databases);
      const folded = [...files.values()].map((file) => file.normalize('NFC').toLowerCase());
      expect(new Set(folded).size).toBe(databases.length);
      for (const [database, file] of files) {
        expect(decodeURIComponent(file)).toBe(database);
        expect(file).toMatch(/^[^./][^/]*$/u);
      }
    }),
  );
});
