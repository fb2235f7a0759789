import { type FileRecord, fileType, recordFlags } from '../catalogue/file-record.ts';
import { itemKind } from './worksheet.ts';

/** What the newest snapshot recorded of an entry. `dev` is not compared: it changes from boot to boot. */
export type BaseRecord = Omit<FileRecord, 'dev'> & { readonly flags: number };

export interface Suspicion {
  /** Compare contents of everything. */
  readonly fullChecksum: boolean;
  /** The base's own copy is missing or not as recorded. */
  readonly baseDamaged: boolean;
}

/**
 * Compares what is there now with what the base recorded. Null: unchanged. Attribute changes count as changes, since
 * nothing may ever be written through an inode that older snapshots share.
 */
export function classifyEntry(base: BaseRecord | null, now: FileRecord, suspicion: Suspicion): number | null {
  if (!base) return itemKind.added;
  if (base.type !== now.type || suspicion.baseDamaged) return itemKind.changed;
  if (base.flags & recordFlags.ancestor) return itemKind.changed;
  const sameTime = base.mtimeS === now.mtimeS && base.mtimeNs === now.mtimeNs;
  if (!sameTime || base.size !== now.size) return itemKind.changed;
  if (base.mode !== now.mode || base.uid !== now.uid || base.gid !== now.gid) return itemKind.changed;
  const sameInode = base.ino === now.ino && base.ctimeS === now.ctimeS && base.ctimeNs === now.ctimeNs;
  const untrusted = recordFlags.carried | recordFlags.grainy;
  if (!sameInode || (base.flags & untrusted) !== 0) return itemKind.doubtful;
  return suspicion.fullChecksum && now.type === fileType.file ? itemKind.doubtful : null;
}
