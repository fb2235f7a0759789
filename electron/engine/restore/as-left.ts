import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { attainableMode, type Restorer } from './compare-entry.ts';
import type { JournalHeader } from './journal.ts';
import { noBase } from './plan-restore.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';

/** An item of a journal with what became of it. */
export interface JournalItem extends PlannedItem {
  readonly failed: number;
}

export interface Leaving {
  readonly user: Restorer;
  /** The restore was cut off: what it wrote may not have its attributes yet. */
  readonly cutOff: boolean;
}

export const leavingOf = ({ state }: Pick<JournalHeader, 'state'>, user: Restorer): Leaving => ({
  user,
  cutOff: state === 'working',
});

/** Copied files have times a few microseconds early until rsync gives them the nanoseconds. */
const earlyNs = 3000;

/**
 * Whether an entry is as a restore left it, as far as can be told without reading it: nobody has changed it since. What
 * was deleted must still be gone.
 */
export function isAsLeft(item: PlannedItem, now: FileRecord | null, { user, cutOff }: Leaving): boolean {
  if (item.action === plannedAction.delete || now === null) return item.action === plannedAction.delete && now === null;
  if (now.type !== item.type) return false;
  if (!hasModeOf(item, now, { user, cutOff })) return false;
  if (item.type === fileType.folder) return true;
  if (now.size !== item.size) return false;
  return now.mtimeS === item.mtimeS && now.mtimeNs === item.mtimeNs ? true : cutOff && isEarly(item, now);
}

/** Folders that were made without one of the snapshot to take after have the mode that the system gave them. */
function hasModeOf(item: PlannedItem, now: FileRecord, { user, cutOff }: Leaving): boolean {
  if (item.type === fileType.link || item.base === noBase) return true;
  const mode = attainableMode(item, user);
  if (!cutOff) return now.mode === mode && (user.uid !== 0 || (now.uid === item.uid && now.gid === item.gid));
  return item.type === fileType.folder || (now.mode & 0o777) === (mode & 0o777);
}

function isEarly(item: PlannedItem, now: FileRecord): boolean {
  const early = (item.mtimeS - now.mtimeS) * 1e9 + item.mtimeNs - now.mtimeNs;
  return early >= 0 && early <= earlyNs;
}
