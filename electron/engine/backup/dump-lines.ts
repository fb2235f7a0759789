import type { DumpedFile } from '../databases/dumped-database.ts';
import { gzipLines } from './list-folders.ts';
import { sumLine } from './sum-line.ts';

/** The last gzip member of SHA256SUMS.gz, with the files of dumps by their path; none where there are none. */
export function dumpLines(files: readonly DumpedFile[]): Uint8Array[] {
  if (files.length === 0) return [];
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return [gzipLines(sorted.map(({ path, sha256 }) => sumLine(sha256, path)).join(''))];
}
