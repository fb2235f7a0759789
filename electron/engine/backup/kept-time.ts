import type { FileRecord } from '../catalogue/file-record.ts';

type Time = Pick<FileRecord, 'mtimeS' | 'mtimeNs'>;

/**
 * Whether a copy's time is the original's as far as the copy's file system can tell: FAT keeps even seconds only, exFAT
 * hundredths, old ext whole seconds. All of them cut off, so such a copy is at most two seconds older, never newer.
 */
export function isKeptTime(copy: Time, original: Time): boolean {
  if (copy.mtimeS === original.mtimeS) return copy.mtimeNs <= original.mtimeNs && isCutOff(copy, original);
  const earlier = original.mtimeS - copy.mtimeS;
  return earlier === 1 && copy.mtimeNs === 0 && copy.mtimeS % 2 === 0;
}

/** Equal, or ending in zeros where the original has digits: a step of 100 ns (NTFS), 1 µs, 10 ms or 1 s. */
function isCutOff(copy: Time, original: Time): boolean {
  if (copy.mtimeNs === original.mtimeNs) return true;
  return [100, 1000, 10_000_000, 1_000_000_000].some(
    (step) => original.mtimeNs - (original.mtimeNs % step) === copy.mtimeNs,
  );
}
