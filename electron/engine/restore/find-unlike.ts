import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { recordOf } from '../tools/record-of.ts';

/** Restored entries to be looked at, as flat lists. */
export interface LookBatch {
  readonly paths: readonly string[];
  /** For each path seven numbers: type, size, permission bits, user, group, seconds and nanoseconds of its time. */
  readonly records: Float64Array;
}

export interface Unlike {
  readonly index: number;
  readonly now: FileRecord | null;
}

export const lookNumbers = 7;

/** Gives the entries that differ from what was recorded of them; a folder's time follows from what happens in it. */
export function findUnlike({ paths, records }: LookBatch): readonly Unlike[] {
  return paths.flatMap((path, index) => {
    const now = lookAt(path);
    const recorded = records.subarray(index * lookNumbers, (index + 1) * lookNumbers);
    return now && isLike(now, recorded) ? [] : [{ index, now }];
  });
}

/** What may not be looked at is not there for whom restored it. */
function lookAt(path: string): FileRecord | null {
  try {
    return recordOf(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}

function isLike(now: FileRecord, [type, size, mode, uid, gid, mtimeS, mtimeNs]: Float64Array): boolean {
  if (now.type !== type || now.uid !== uid || now.gid !== gid) return false;
  if (type !== fileType.link && now.mode !== mode) return false;
  if (type === fileType.folder) return true;
  return now.size === size && now.mtimeS === mtimeS && now.mtimeNs === mtimeNs;
}
