import fs from 'node:fs';
import path from 'node:path';
import { errorCodeOf } from '../repository/destination-error.ts';
import type { PlanPaths } from '../repository/layout.ts';
import { newTrashName } from '../snapshots/trash-names.ts';
import { fsPath } from '../tools/fs-path.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { readNames } from '../tools/read-names.ts';
import { removeTree } from '../tools/remove-tree.ts';

const prefix = 'safety-';

/** Folder of a safety snapshot while a restore fills it: backups know by its name that it is none of theirs. */
export const safetyFolder = ({ incomplete }: Pick<PlanPaths, 'incomplete'>, runId: string): string =>
  path.join(incomplete, prefix + runId);

/** Id of the restore that fills the folder of that name below `incomplete`; undefined for a backup's. */
export const safetyRun = (name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined;

/**
 * Moves what killed restores have left of their safety snapshots to the trash, from where it is removed like what a
 * deletion leaves; gives where it lies now. The plan's lock must be held: then nobody fills any of them.
 */
export function setAsideSafety(paths: Pick<PlanPaths, 'incomplete' | 'trash'>, runId: string): readonly string[] {
  if (!fs.existsSync(fsPath(paths.incomplete))) return [];
  const names = readNames(paths.incomplete).filter((name) => safetyRun(name) !== undefined);
  return names.flatMap((name) => setAside(path.join(paths.incomplete, name), paths.trash, runId));
}

function setAside(folder: string, trash: string, runId: string): readonly string[] {
  const place = path.join(trash, newTrashName(runId));
  try {
    makeFolder(trash);
    fs.renameSync(fsPath(folder), fsPath(place));
    return [place];
  } catch (error) {
    const code = errorCodeOf(error);
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
    // Too full even for the trash's folder: what lies here is what fills it.
    removeTree(folder);
    return [];
  }
}
