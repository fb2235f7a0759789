import { type FileRecord, fileType, recordFlags } from '../catalogue/file-record.ts';
import type { BaseRecord } from './classify-entry.ts';
import type { Known } from './read-known.ts';

/** An entry that is not simply cloned, as the scan found it. */
export interface ScannedItem extends FileRecord {
  readonly folderId: number;
  readonly name: string;
  readonly kind: number;
  readonly entryId: number;
  /** Type in the base; null when it is not there. */
  readonly baseType: number | null;
  /** Number of names its inode has. */
  readonly names: number;
  /** Bytes that its content takes on a disk: less than its size when it has holes. */
  readonly stored: number;
  readonly flags: number;
  /** Index of the plan's folder that it belongs to; -1 above those. */
  readonly root: number;
  readonly link: string | null;
}

/** Where an item belongs: its folder's entry, and the index of the plan's folder. */
interface Place {
  readonly id: number;
  readonly root: number;
}

/** An entry of a folder as the scan found it, with what the base holds under its name. */
export interface Seen {
  readonly name: string;
  readonly path: string;
  readonly now: FileRecord;
  readonly names: number;
  readonly stored: number;
  readonly known: Known | null;
  readonly record: BaseRecord | null;
}

/** An item as it was seen; a symbolic link's target is not read here. */
export function toItem(folder: Place, seen: Seen, kind: number, entryId: number): ScannedItem {
  const { name, now, names, stored, record } = seen;
  return {
    ...now,
    folderId: folder.id,
    name,
    kind,
    entryId,
    baseType: record?.type ?? null,
    names: now.type === fileType.folder ? 1 : names,
    stored,
    flags: isGrainy(now) ? recordFlags.grainy : 0,
    root: folder.root,
    link: null,
  };
}

/** An item with what the base recorded: for what is no longer there, or can't be read. */
export function keptItem(folder: Place, name: string, entryId: number, record: BaseRecord, kind: number): ScannedItem {
  return {
    ...record,
    dev: 0,
    folderId: folder.id,
    name,
    kind,
    entryId,
    baseType: record.type,
    names: 1,
    stored: 0,
    root: folder.root,
    link: null,
  };
}

/** A change in the same tick of the file system's clock would leave the ctime as it is. */
export function isGrainy(now: FileRecord): boolean {
  return Date.now() / 1000 - now.ctimeS < 2;
}
