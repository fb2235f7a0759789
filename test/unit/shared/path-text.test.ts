import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePathText, encodePathText, hasEscapedBytes, mayHaveLostBytes } from '../../../shared/domain/path-text.ts';

test('any bytes come back from path text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const text = decodePathText(bytes);
      expect(Buffer.from(encodePathText(text)).equals(Buffer.from(bytes))).toBe(true);
      expect(text.isWellFormed()).toBe(true);
    }),
  );
});

test('UTF-8 is itself, and needs no bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/[\uf780-\uf7ff]/.test(text));
      expect(decodePathText(Buffer.from(text))).toBe(text);
      expect(hasEscapedBytes(text)).toBe(false);
    }),
  );
});

test.each([
  [[0xff], '\uf7ff'],
  [[0x61, 0x80, 0x62], 'a\uf780b'],
  [[0xed, 0xa0, 0x80], '\uf7ed\uf7a0\uf780'],
  [[0xc3], '\uf7c3'],
  [[0xef, 0x9f, 0xbf], '\uf7ef\uf79f\uf7bf'],
  [[0xef, 0xbb, 0xbf, 0x61], '\ufeffa'],
])('bytes %j are the text %j', (bytes, text) => {
  expect(decodePathText(Uint8Array.from(bytes))).toBe(text);
  expect([...encodePathText(text)]).toEqual(bytes);
});

test('names that a lenient reading may have changed are suspected', () => {
  expect(mayHaveLostBytes('a\ufffd')).toBe(true);
  expect(mayHaveLostBytes('\uf7ff')).toBe(true);
  expect(mayHaveLostBytes('ünïcode 😀')).toBe(false);
});
