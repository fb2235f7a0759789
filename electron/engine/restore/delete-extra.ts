import fs from 'node:fs';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { recordOf } from '../tools/record-of.ts';
import { proveAll } from '../verification/prove-all.ts';
import { reasonOf } from './reason-of.ts';
import { refuseLinkAbove } from './refuse-link-above.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';
import { isBelow, leaveOut, leaveOutWhole, pairOf, type RestoreScope, readItems } from './restore-scope.ts';

/** Deletes exactly what was listed, what lies in a folder before the folder; one that is not empty by then stays. */
export function deleteExtra(scope: RestoreScope): void {
  for (const item of readItems(scope.list, `action = ${plannedAction.delete} AND cleared = 0`, { order: 'down' })) {
    scope.context.signal.throwIfAborted();
    remove(scope, item);
    scope.context.progress.advance({ files: 1, bytes: item.size }, item.path);
  }
}

/**
 * Empties the folders that something else is to take the place of, once that has been proved to be what was recorded.
 * Where it is not to happen after all, or a folder can't be emptied, what is left in it stays.
 */
export async function clearTheWay(scope: RestoreScope): Promise<void> {
  const { list } = scope;
  const replaced = `action = ${plannedAction.overwrite} AND type <> ${fileType.folder}`;
  const inTheWay = [...readItems(list, replaced)].filter(({ path }) => recordOf(path)?.type === fileType.folder);
  if (inTheWay.length === 0) return;
  const damaged = await leaveOutDamaged(scope, inTheWay);
  for (const { path } of inTheWay) {
    if (damaged.has(path) || empty(scope, path)) continue;
    leaveOutWhole(scope, 'not-restored', path, 'the folder in its place could not be emptied');
  }
}

async function leaveOutDamaged(scope: RestoreScope, items: readonly PlannedItem[]): Promise<ReadonlySet<string>> {
  const damaged = new Set<string>();
  const files = items
    .filter(({ type }) => type === fileType.file)
    .map((item) => ({ ...item, folder: pairOf(scope, item.base).source, tag: item }));
  await proveAll({
    pool: scope.pool,
    signal: scope.context.signal,
    files,
    onProved: (proved, faults) => {
      for (const [index, { reason }] of faults) {
        const path = proved[index]?.tag.path ?? '';
        damaged.add(path);
        leaveOutWhole(scope, 'file-damaged', path, reason);
      }
    },
  });
  return damaged;
}

/** What is deleted here is marked: in the end something else stands above its path, a link to another folder perhaps. */
function empty(scope: RestoreScope, folder: string): boolean {
  const { list } = scope;
  const kept = list.db.prepare(`SELECT 1 FROM item WHERE failed = 1 AND ${isBelow(folder)} LIMIT 1`).get();
  if (kept !== undefined) return false;
  const mark = list.db.prepare('UPDATE item SET cleared = 1 WHERE path = ?');
  for (const item of readItems(list, `action = ${plannedAction.delete} AND ${isBelow(folder)}`, { order: 'down' })) {
    if (!remove(scope, item)) return false;
    mark.run(item.path);
  }
  return true;
}

/** Tells whether it is gone. */
function remove(scope: RestoreScope, { path, type }: PlannedItem): boolean {
  try {
    refuseLinkAbove(path);
    if (type === fileType.folder) fs.rmdirSync(fsPath(path));
    else fs.unlinkSync(fsPath(path));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Gone already, also with the folder above it.
    if (code === 'ENOENT' || code === 'ENOTDIR') return true;
    leaveOut(scope, 'not-restored', path, reasonOf(error));
    return false;
  }
}
