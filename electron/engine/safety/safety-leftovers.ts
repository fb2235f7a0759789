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

/** Whether a folder below `incomplete` is that of a safety snapshot; `runId` is the restore's that fills it. */
export const isSafetyFolder = (name: string): boolean => name.startsWith(prefix);

export const safetyRun = (name: string): string => name.slice(prefix.length);

/**
 * Moves what killed restores have left of their safety snapshots to the trash, from where it is removed like what a
 * deletion leaves. The plan's lock must be held: then nobody fills any of them.
 */
export function setAsideSafety(paths: Pick<PlanPaths, 'incomplete' | 'trash'>, runId: string): void {
  if (!fs.existsSync(fsPath(paths.incomplete))) return;
  for (const name of readNames(paths.incomplete).filter(isSafetyFolder)) {
    const folder = path.join(paths.incomplete, name);
    try {
      makeFolder(paths.trash);
      fs.renameSync(fsPath(folder), fsPath(path.join(paths.trash, newTrashName(runId))));
    } catch (error) {
      const code = errorCodeOf(error);
      if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
      // Too full even for the trash's folder: what lies here is what fills it.
      removeTree(folder);
    }
  }
}
