import fs from 'node:fs';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { recordOf } from '../tools/record-of.ts';
import { reasonOf } from './reason-of.ts';
import { refuseLinkAbove } from './refuse-link-above.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';
import { leaveOut, type RestoreScope } from './restore-scope.ts';

/** Removes a folder in the place of something else; it is empty or has been emptied. Tells whether the item can be put there. */
export function makeRoom(scope: RestoreScope, { path, action, type }: PlannedItem): boolean {
  try {
    refuseLinkAbove(path);
    const inTheWay =
      action === plannedAction.overwrite && type !== fileType.folder && recordOf(path)?.type === fileType.folder;
    if (inTheWay) fs.rmdirSync(fsPath(path));
    return true;
  } catch (error) {
    leaveOut(scope, 'not-restored', path, reasonOf(error));
    return false;
  }
}
