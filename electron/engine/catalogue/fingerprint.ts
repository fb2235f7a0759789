import type { FileRecord } from './file-record.ts';

/** What is compared of a file from run to run. `dev` is not: it changes from boot to boot. */
export type Fingerprinted = Omit<FileRecord, 'dev'>;

/**
 * 53 bits over everything that the scan compares of an entry: what has the fingerprint that the catalogue holds is as it
 * was. The catalogue computes it by a trigger wherever a version becomes the current one, so that a scan reads one number
 * instead of eleven. Two lanes of 32 bits, mixed as in MurmurHash3.
 */
export function fingerprintOf(entry: Fingerprinted): number {
  let low = 0x9747b28c;
  let high = 0x5bd1e995;
  const take = (word: number): void => {
    low = mix(low, word, 0xcc9e2d51);
    high = mix(high, word, 0x85ebca6b);
  };
  take(entry.type | (entry.mode << 4));
  take(entry.uid);
  take(entry.gid);
  takeWide(take, entry.size);
  takeWide(take, entry.ino);
  takeWide(take, entry.mtimeS);
  take(entry.mtimeNs);
  takeWide(take, entry.ctimeS);
  take(entry.ctimeNs);
  return (finish(high) & 0x1fffff) * 2 ** 32 + (finish(low) >>> 0);
}

/** Whole numbers of up to 53 bits, also negative ones. */
function takeWide(take: (word: number) => void, value: number): void {
  take(value | 0);
  take(Math.floor(value / 2 ** 32));
}

function mix(lane: number, word: number, factor: number): number {
  const spread = Math.imul(word, factor);
  const turned = lane ^ Math.imul((spread << 15) | (spread >>> 17), 0x1b873593);
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(lane: number): number {
  let value = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
