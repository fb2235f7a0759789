import fs from 'node:fs';
import { recordFlags, toFileRecord } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import type { BackupScope } from './backup-scope.ts';
import { copiedKinds, copyUndone, createRecorder } from './copy-names.ts';
import { copySmall } from './copy-small.ts';
import { makePlannedFolders } from './make-planned-folders.ts';
import { acceptChanging, dropOrCarry, linkOf } from './resolve-undone.ts';
import { relativeTo } from './root-folders.ts';
import { isGrainy } from './scanned-item.ts';
import { readingProblem } from './settle-doubtful.ts';

const batchSize = 1000;

export interface Undone {
  readonly folderId: number;
  readonly name: string;
  readonly path: string;
  readonly type: number;
  readonly ino: number;
  readonly ctimeS: number;
  readonly ctimeNs: number;
}

/**
 * Copies and hashes everything the worksheet names. What was not as planned after the first try (changed meanwhile,
 * gone, unreadable) is looked at, and what still is there is copied once more; if that changed again it is kept with a
 * warning and doubted next time.
 */
export async function copyChanges(scope: BackupScope, roots: readonly string[]): Promise<void> {
  for (const [index, root] of roots.entries()) {
    await copySmall(scope, index, root);
    makePlannedFolders(scope, index);
    await copyUndone(scope, index, root);
  }
  await lookAgain(scope, roots);
  await refreshUndone(scope);
  await copyAgain(scope, roots);
  for (const undone of readUndone(scope)) await acceptChanging(scope, undone);
}

async function copyAgain(scope: BackupScope, roots: readonly string[]): Promise<void> {
  for (const [index, root] of roots.entries()) await copyUndone(scope, index, root);
  await lookAgain(scope, roots);
}

function readUndone({ worksheet }: BackupScope, root?: number): Undone[] {
  return worksheet.db
    .prepare<{ root: number | null }, Undone>(
      `SELECT i.folder_id AS folderId, i.name, f.path || '/' || i.name AS path, i.type, i.ino, i.ctime_s AS ctimeS,
         i.ctime_ns AS ctimeNs
       FROM item i JOIN folder f ON f.id = i.folder_id
       WHERE i.done = 0 AND i.kind IN ${copiedKinds} AND i.root >= 0 AND (@root IS NULL OR i.root = @root)`,
    )
    .all({ root: root ?? null });
}

/** Hashes the copies of what is not done: rsync says a name once, perhaps before the copy stood under it. */
async function lookAgain(scope: BackupScope, roots: readonly string[]): Promise<void> {
  for (const [index, root] of roots.entries()) {
    const names = readUndone(scope, index).map((undone) => relativeTo(root, undone.path));
    const record = createRecorder(scope, root);
    for (let at = 0; at < names.length; at += batchSize) {
      scope.context.signal.throwIfAborted();
      const batch = { copies: scope.target.files + root, originals: root, names: names.slice(at, at + batchSize) };
      record(await scope.pool.run('hash', batch));
    }
  }
}

/** Records anew what is still there, so that it can be copied once more. */
async function refreshUndone(scope: BackupScope): Promise<void> {
  const refresh = scope.worksheet.db.prepare(
    `UPDATE item SET size = @size, mtime_s = @mtimeS, mtime_ns = @mtimeNs, mode = @mode, uid = @uid, gid = @gid, dev = @dev,
       ino = @ino, ctime_s = @ctimeS, ctime_ns = @ctimeNs, flags = @flags, link = @link WHERE folder_id = @folderId AND name = @name`,
  );
  for (const undone of readUndone(scope)) {
    const problem = readingProblem(undone.path, undone.type);
    const stats = problem === null ? fs.lstatSync(fsPath(undone.path), { bigint: true, throwIfNoEntry: false }) : null;
    const now = stats && toFileRecord(stats);
    const flags = now && isGrainy(now) ? recordFlags.grainy : 0;
    if (now?.type === undone.type) {
      const link = linkOf(undone.path, now.type);
      refresh.run({ ...now, flags, link, folderId: undone.folderId, name: undone.name });
    } else {
      await dropOrCarry(scope, undone, problem ?? 'ENOENT');
    }
  }
}
