import { type FileRecord, fileType, recordFlags } from '../catalogue/file-record.ts';
import type { VersionRow } from '../catalogue/version-row.ts';

/** Who restores: what may be given back depends on it. */
export interface Restorer {
  readonly uid: number;
  readonly groups: readonly number[];
}

export const thisUser = (): Restorer => ({
  uid: process.getuid?.() ?? 0,
  groups: [process.getgid?.() ?? 0, ...(process.getgroups?.() ?? [])],
});

/**
 * `attributes`: mode, owner or group differ, and nothing else. `unsure`: everything tells that it is the same, but only
 * its content can prove it.
 */
export type Comparison = 'absent' | 'same' | 'attributes' | 'different' | 'unsure';

/** Compares what a snapshot recorded with what is at the target now; links' texts are the caller's to compare. */
export function compareEntry(recorded: VersionRow, now: FileRecord | null, user: Restorer): Comparison {
  if (now === null) return 'absent';
  if (now.type !== recorded.type) return 'different';
  if (recorded.type !== fileType.folder) {
    if (now.size !== recorded.size || !hasTime(recorded, now)) return 'different';
    if (recorded.type === fileType.file && !isUntouched(recorded, now)) return 'unsure';
  }
  return hasAttributes(recorded, now, user) ? 'same' : 'attributes';
}

export const hasTime = (recorded: Pick<FileRecord, 'mtimeS' | 'mtimeNs'>, now: FileRecord): boolean =>
  now.mtimeS === recorded.mtimeS && now.mtimeNs === recorded.mtimeNs;

/** Whether mode, owner and group are as recorded, as far as this user could give them. */
export function hasAttributes(recorded: VersionRow, now: FileRecord, user: Restorer): boolean {
  if (now.mode !== attainableMode(recorded, user)) return false;
  if (user.uid === 0 && now.uid !== recorded.uid) return false;
  return !maySetGroup(recorded, now, user) || now.gid === recorded.gid;
}

/** Whether it is the very entry that was backed up, unwritten since: then neither content nor attributes need be read. */
export function isUntouched(recorded: VersionRow, now: FileRecord): boolean {
  const grainy = (recorded.flags & recordFlags.grainy) !== 0;
  const sameInode = now.dev === recorded.dev && now.ino === recorded.ino;
  return sameInode && !grainy && now.ctimeS === recorded.ctimeS && now.ctimeNs === recorded.ctimeNs;
}

/** A file that belonged to somebody else must not become the restorer's with the rights of its owner or group. */
export function attainableMode({ mode, uid, gid }: Pick<VersionRow, 'mode' | 'uid' | 'gid'>, user: Restorer): number {
  if (user.uid === 0) return mode;
  if (uid !== user.uid) return mode & ~0o6000;
  return user.groups.includes(gid) ? mode : mode & ~0o2000;
}

const maySetGroup = (recorded: VersionRow, now: FileRecord, user: Restorer): boolean =>
  user.uid === 0 || (now.uid === user.uid && user.groups.includes(recorded.gid));

/**
 * Modified later than what would replace it, be it of the same type or another. A folder is not newer than a folder: it
 * is not replaced, and its time follows from what happens in it.
 */
export function isNewer(recorded: Pick<VersionRow, 'type' | 'mtimeS' | 'mtimeNs'>, now: FileRecord): boolean {
  if (now.type === fileType.folder && recorded.type === fileType.folder) return false;
  return now.mtimeS > recorded.mtimeS || (now.mtimeS === recorded.mtimeS && now.mtimeNs > recorded.mtimeNs);
}
