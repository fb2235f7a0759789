import crypto from 'node:crypto';
import { expect, it } from 'vitest';
import { createKnownSums } from '../../../../electron/engine/verification/known-sums.ts';

it('remembers each inode with its sum, however many there are', () => {
  const known = createKnownSums();
  const sumOf = (ino: number) => crypto.createHash('sha256').update(String(ino)).digest();
  const inodes = Array.from({ length: 100_000 }, (_, index) => index * 65_536 + 1);
  for (const ino of inodes) known.add(ino, sumOf(ino));
  expect(inodes.every((ino) => known.matches(ino, sumOf(ino)) === true)).toBe(true);
  expect(known.matches(1, sumOf(2))).toBe(false);
  expect(known.matches(2, sumOf(2))).toBeUndefined();
});
