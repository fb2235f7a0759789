import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { snapshotPaths } from '../repository/layout.ts';
import { runFiles } from '../runs/run-files.ts';
import { safetyRun } from '../safety/safety-leftovers.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import { removeTree } from '../tools/remove-tree.ts';
import type { BackupScope } from './backup-scope.ts';
import { copiedKinds } from './copy-names.ts';
import { hashFile } from './hash-files.ts';
import { createParents } from './link-files.ts';
import { mountSession } from './mount-session.ts';
import { removeWorksheet } from './worksheet.ts';

interface Reusable {
  readonly folderId: number;
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly mtimeS: number;
  readonly sha256: Buffer;
}

/**
 * Takes over what an interrupted run of the plan has copied already: a file whose source still is as that run saw it
 * (inode, size, mtime, ctime); after the volume was mounted anew only where the copy's sum matches too. Then the leftovers
 * are removed.
 */
export function adoptLeftovers(scope: BackupScope): void {
  let adopted = 0;
  for (const { folder, worksheet } of leftovers(scope)) {
    if (fs.existsSync(worksheet)) adopted += adoptFrom(scope, worksheet, folder);
    removeLeftover({ folder, worksheet });
  }
  if (adopted > 0) scope.context.log(`continued an interrupted run: ${adopted} files were copied already`);
}

/** Removes what interrupted runs of the plan have left, where nothing of it is needed. */
export function removeLeftovers(scope: Pick<BackupScope, 'context' | 'paths' | 'target'>): void {
  for (const leftover of leftovers(scope)) removeLeftover(leftover);
}

/**
 * Dumps that were cut off are good for nothing, and may take the room that new ones need. Files beside them stay for the
 * next run that can go on from them; where there are none, all of it goes.
 */
export function removeLeftoverDumps(scope: Pick<BackupScope, 'context' | 'paths' | 'target'>): void {
  for (const leftover of leftovers(scope)) {
    const { databases, files } = snapshotPaths(leftover.folder);
    if (fs.existsSync(fsPath(files))) removeTree(databases);
    else removeLeftover(leftover);
  }
}

interface Leftover {
  readonly folder: string;
  readonly worksheet: string;
}

function leftovers({ context, paths, target }: Pick<BackupScope, 'context' | 'paths' | 'target'>): Leftover[] {
  if (!fs.existsSync(fsPath(paths.incomplete))) return [];
  return readNames(paths.incomplete)
    .filter((name) => safetyRun(name) === undefined)
    .map((name) => ({ folder: path.join(paths.incomplete, name), worksheet: runFiles(context.home, name).worksheet }))
    .filter(({ folder }) => folder !== target.folder);
}

function removeLeftover({ folder, worksheet }: Leftover): void {
  removeTree(folder);
  removeWorksheet(worksheet);
}

function adoptFrom(scope: BackupScope, file: string, folder: string): number {
  const old = openQuietly(file);
  if (!old) return 0;
  try {
    const sameSession = old.prepare('SELECT session FROM meta').pluck().get() === mountSession(scope.repository);
    old.close();
    return moveFiles(scope, file, folder, sameSession);
  } catch (error) {
    scope.context.log(`the interrupted run ${path.basename(folder)} can't be continued: ${String(error)}`);
    return 0;
  }
}

function openQuietly(file: string): Connection | null {
  try {
    return new Database(file);
  } catch {
    return null;
  }
}

/** Hard links are left out: their names belong together. (CROSS JOIN keeps SQLite to this order: each step is one look-up.) */
function readReusable(db: Connection): Reusable[] {
  return db
    .prepare<[], Reusable>(
      `SELECT i.folder_id AS folderId, i.name, f.path || '/' || i.name AS path, i.size, i.mtime_s AS mtimeS, o.sha256
       FROM old.item o CROSS JOIN old.folder g ON g.id = o.folder_id
       CROSS JOIN folder f ON f.path = g.path CROSS JOIN item i ON i.folder_id = f.id AND i.name = o.name
       WHERE o.done = 1 AND o.sha256 IS NOT NULL AND o.type = ${fileType.file} AND o.names = 1 AND o.kind IN ${copiedKinds}
         AND i.kind IN ${copiedKinds} AND i.done = 0 AND i.type = o.type AND i.names = 1 AND i.size = o.size
         AND i.ino = o.ino AND i.mtime_s = o.mtime_s AND i.mtime_ns = o.mtime_ns
         AND i.ctime_s = o.ctime_s AND i.ctime_ns = o.ctime_ns`,
    )
    .all();
}

function moveFiles(
  { worksheet, target, context }: BackupScope,
  file: string,
  folder: string,
  sameSession: boolean,
): number {
  const { db } = worksheet;
  db.prepare('ATTACH ? AS old').run(file);
  try {
    const finish = db.prepare(
      'UPDATE item SET done = 1, sha256 = @sha256 WHERE folder_id = @folderId AND name = @name',
    );
    const makeParent = createParents(target.files);
    let moved = 0;
    for (const entry of readReusable(db)) {
      context.signal.throwIfAborted();
      const copy = `${folder}/files${entry.path}`;
      if (!isIntact(copy, entry, sameSession)) continue;
      makeParent(path.dirname(entry.path));
      fs.renameSync(fsPath(copy), fsPath(target.files + entry.path));
      finish.run(entry);
      moved += 1;
    }
    return moved;
  } finally {
    db.exec('DETACH old');
  }
}

function isIntact(copy: string, { size, mtimeS, sha256 }: Reusable, sameSession: boolean): boolean {
  const stats = fs.lstatSync(fsPath(copy), { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size !== size || Math.floor(stats.mtimeMs / 1000) !== mtimeS) return false;
  return sameSession || hashFile(copy).sha256 === sha256.toString('hex');
}
