import type { Entry } from '#shared/domain/snapshot.ts';
import { entryTypeNames, type FileRecord, recordFlags } from './file-record.ts';

/** One version of one entry as the catalogue stores it. */
export interface VersionRow extends FileRecord {
  readonly entryId: number;
  readonly firstSeq: number;
  /** Null: still so in the plan's newest snapshot. */
  readonly lastSeq: number | null;
  /** Bits of recordFlags. */
  readonly flags: number;
  readonly sha256: Buffer | null;
  /** Target of a symbolic link, in path text. */
  readonly link: string | null;
}

export const versionColumns = `v.entry_id AS entryId, v.first_seq AS firstSeq, v.last_seq AS lastSeq, v.type, v.size,
  v.mtime_s AS mtimeS, v.mtime_ns AS mtimeNs, v.mode, v.uid, v.gid, v.dev, v.ino, v.ctime_s AS ctimeS,
  v.ctime_ns AS ctimeNs, v.flags, v.sha256, v.link`;

/** Condition on `v`: it holds at the sequence bound to @seq. */
export const holdsAt = 'v.first_seq <= @seq AND (v.last_seq IS NULL OR v.last_seq >= @seq)';

export const isCarried = (row: { readonly flags: number }): boolean => (row.flags & recordFlags.carried) !== 0;
export const isAncestor = (row: { readonly flags: number }): boolean => (row.flags & recordFlags.ancestor) !== 0;

/** `carried` says that a folder above it is. */
export function toEntry(path: string, row: VersionRow, carried: boolean): Entry {
  return {
    name: path.slice(path.lastIndexOf('/') + 1) || '/',
    path,
    type: entryTypeNames[row.type] ?? 'file',
    size: row.size,
    modifiedAt: isoTime(row.mtimeS, row.mtimeNs),
    mode: row.mode,
    owner: row.uid,
    group: row.gid,
    sha256: row.sha256 ? Buffer.from(row.sha256).toString('hex') : null,
    carried: carried || isCarried(row),
  };
}

const latest = 8.64e12;

/** ISO 8601 with milliseconds; times beyond what a Date can hold (±275,000 years) become its limits. */
export function isoTime(seconds: number, nanoseconds: number): string {
  const bounded = Math.max(-latest, Math.min(latest - 1, seconds));
  return new Date(bounded * 1000 + Math.floor(nanoseconds / 1e6)).toISOString();
}
