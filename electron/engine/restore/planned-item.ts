import type { FileRecord } from '../catalogue/file-record.ts';
import type { VersionRow } from '../catalogue/version-row.ts';
import { isNewer } from './compare-entry.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';

/** Where an entry of a snapshot belongs. */
export interface Place {
  /** Absolute source and target path; `''` stands for `/`. */
  readonly source: string;
  readonly target: string;
  /** Number of the pair of folders that both lie below, and the source path of that. */
  readonly base: number;
  readonly sourceBase: string;
  /** What is there now; null when nothing is, or the folder above is not there yet. */
  readonly now: FileRecord | null;
  /** One of `wholeness`. */
  readonly whole: number;
  /** It is put under another name, or lies in a folder that is. */
  readonly beside: boolean;
}

const { create, beside, overwrite } = plannedAction;

/** What an entry becomes: made where nothing is, else put in the place of what is there. */
export function toItem(
  row: VersionRow,
  { source, target, base, sourceBase, now, whole, ...place }: Place,
): PlannedItem {
  const { type, size, mode, uid, gid, mtimeS, mtimeNs, sha256 } = row;
  return {
    ...{ type, size, mode, uid, gid, mtimeS, mtimeNs, sha256, base, whole },
    path: target || '/',
    action: now !== null ? overwrite : place.beside ? beside : create,
    newer: Number(now !== null && isNewer(row, now)),
    name: source.slice(sourceBase.length + 1),
    renamed: 0,
    linkTo: null,
    ...before(now),
  };
}

/** What is there goes. */
export const deletionOf = (path: string, now: FileRecord): PlannedItem => ({
  ...{ path, action: plannedAction.delete, type: now.type, size: now.size, newer: 0, base: 0, name: '', renamed: 0 },
  ...{ mode: now.mode, uid: now.uid, gid: now.gid, mtimeS: now.mtimeS, mtimeNs: now.mtimeNs },
  ...{ sha256: null, linkTo: null, whole: 0, ...before(now) },
});

const before = (now: FileRecord | null): Pick<PlannedItem, 'wasSize' | 'wasMtimeS' | 'wasMtimeNs'> => ({
  wasSize: now?.size ?? null,
  wasMtimeS: now?.mtimeS ?? null,
  wasMtimeNs: now?.mtimeNs ?? null,
});
