import fs from 'node:fs';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { recordOf } from '../tools/record-of.ts';
import { reasonOf } from './copy-back.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';
import { leaveOut, type RestoreScope, readItems } from './restore-scope.ts';

/** Deletes exactly what was listed, what lies in a folder before the folder; one that is not empty by then stays. */
export function deleteExtra(scope: RestoreScope): void {
  for (const item of readItems(scope.list, `action = ${plannedAction.delete}`, 'down')) {
    scope.context.signal.throwIfAborted();
    remove(scope, item);
    scope.context.progress.advance({ files: 1, bytes: item.size }, item.path);
  }
}

/** Empties the folders that something else is to take the place of. */
export function clearTheWay(scope: RestoreScope): void {
  const { list } = scope;
  for (const { path } of readItems(list, `action = ${plannedAction.overwrite} AND type <> ${fileType.folder}`)) {
    if (recordOf(path)?.type !== fileType.folder) continue;
    const below = `action = ${plannedAction.delete} AND substr(path, 1, ${[...path].length + 1}) = ${quote(`${path}/`)}`;
    for (const item of [...readItems(list, below, 'down')]) remove(scope, item);
  }
}

/** As an SQL string; a path holds no zero byte. */
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function remove(scope: RestoreScope, { path, type }: PlannedItem): void {
  try {
    if (type === fileType.folder) fs.rmdirSync(fsPath(path));
    else fs.unlinkSync(fsPath(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Gone already, also with a folder that something else has taken the place of.
    if (code !== 'ENOENT' && code !== 'ENOTDIR') leaveOut(scope, 'not-restored', path, reasonOf(error));
  }
}
