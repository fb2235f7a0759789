import { expect, test } from 'vitest';
import { isKeptTime } from '../../../../electron/engine/backup/kept-time.ts';

const original = { mtimeS: 1001, mtimeNs: 123_456_789 };

test.each([
  [1001, 123_456_789, 'the same'],
  [1001, 123_456_700, 'NTFS: 100 ns'],
  [1001, 123_456_000, 'microseconds'],
  [1001, 120_000_000, 'exFAT: 10 ms'],
  [1001, 0, 'whole seconds'],
  [1000, 0, 'FAT: even seconds'],
])('%d.%d is the time as %3$s keep it', (mtimeS, mtimeNs) => {
  expect(isKeptTime({ mtimeS, mtimeNs }, original)).toBe(true);
});

test.each([
  [1001, 123_456_790],
  [1001, 99],
  [1000, 1],
  [999, 0],
  [1002, 0],
])('%d.%d is another time', (mtimeS, mtimeNs) => {
  expect(isKeptTime({ mtimeS, mtimeNs }, original)).toBe(false);
});
