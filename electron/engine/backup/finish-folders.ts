import fs from 'node:fs';
import path from 'node:path';
import { fileType, recordFlags, toFileRecord } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { makeFoldersBelow } from '../tools/make-folder.ts';
import type { CopySelection } from '../tools/rsync/build-copy-args.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import type { BackupScope } from './backup-scope.ts';
import { isKeptTime } from './kept-time.ts';
import { relativeTo, toFolder } from './root-folders.ts';
import { itemKind } from './worksheet.ts';

/**
 * Gives the new snapshot's folders their owner, mode, times and attributes, now that nothing more is put into them:
 * unchanged ones from the base, changed and new ones from the source. rsync does it, because Node's utimes loses
 * nanoseconds and knows no attributes. True if a folder changed since the scan, so that another time is recorded now.
 */
export async function finishFolders(
  scope: BackupScope,
  roots: readonly string[],
  cloned: readonly string[],
): Promise<boolean> {
  const copied = roots.map((root, index) => copiedFolders(scope, index, root));
  const changed = new Set(copied.flatMap((names, index) => names.map((name) => pathOf(roots[index] ?? '', name))));
  if (scope.base)
    await finishCloned(
      scope,
      scope.base.paths.files,
      cloned.filter((folder) => !changed.has(folder)),
    );
  for (const [index, root] of roots.entries()) {
    await applyAttributes(scope, toFolder(root), scope.target.files + root, {
      kind: 'names',
      names: copied[index] ?? [],
    });
  }
  finishAbove(scope);
  return recordLater(scope);
}

/**
 * Unchanged folders, from the base. Where nothing changed in the folder above, that one's name stands for all folders in
 * it: rsync reads lists byte by byte, and a list of all folders takes it longer than all the rest.
 */
async function finishCloned(scope: BackupScope, base: string, folders: readonly string[]): Promise<void> {
  const { worksheet, target } = scope;
  const touched = new Set(worksheet.db.prepare<[], string>('SELECT path FROM folder').pluck().iterate());
  const [untouched, names] = [new Set<string>(), [] as string[]];
  for (const folder of folders) {
    const above = path.dirname(folder);
    // What vanished while it was copied has been taken out again; rsync would make it anew.
    if (above !== '/' && !touched.has(above)) untouched.add(above.slice(1));
    else if (fs.existsSync(fsPath(target.files + folder))) names.push(folder.slice(1));
  }
  await applyAttributes(scope, base, target.files, { kind: 'subfolders', names: [...untouched] });
  await applyAttributes(scope, base, target.files, { kind: 'names', names });
}

const pathOf = (root: string, name: string): string => (name === '.' ? root : `${root}/${name}`);

function copiedFolders({ worksheet }: BackupScope, index: number, root: string): string[] {
  return worksheet.db
    .prepare<[number], string>(
      `SELECT f.path || '/' || i.name FROM item i JOIN folder f ON f.id = i.folder_id
       WHERE i.root = ? AND i.type = ${fileType.folder} AND i.kind IN (${itemKind.added}, ${itemKind.changed})`,
    )
    .pluck()
    .all(index)
    .map((path) => relativeTo(root, path));
}

async function applyAttributes(
  scope: BackupScope,
  source: string,
  target: string,
  selection: CopySelection,
): Promise<void> {
  if (selection.names.length === 0) return;
  const { context, rsync } = scope;
  const { stderr } = await rsyncCopy({
    program: rsync,
    source,
    target,
    selection,
    signal: context.signal,
    onItem: () => {},
  });
  for (const line of stderr.split('\n').filter((text) => text !== '')) context.log(line);
}

interface ChangedFolder {
  readonly folderId: number;
  readonly name: string;
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeS: number;
  readonly mtimeNs: number;
}

/**
 * A folder that went away or changed meanwhile, which the next run finds: its copy gets the mode and owner that the scan
 * saw, and the lists the time that the copy has.
 */
function recordLater({ worksheet, target }: BackupScope): boolean {
  const folders = worksheet.db
    .prepare<[], ChangedFolder>(
      `SELECT i.folder_id AS folderId, i.name, f.path || '/' || i.name AS path, i.mode, i.uid, i.gid, i.mtime_s AS mtimeS,
         i.mtime_ns AS mtimeNs FROM item i JOIN folder f ON f.id = i.folder_id
       WHERE i.root >= 0 AND i.type = ${fileType.folder} AND i.kind IN (${itemKind.added}, ${itemKind.changed})`,
    )
    .all();
  const update = worksheet.db.prepare(
    `UPDATE item SET mtime_s = @mtimeS, mtime_ns = @mtimeNs, flags = flags | ${recordFlags.grainy}
     WHERE folder_id = @folderId AND name = @name`,
  );
  let changed = false;
  for (const folder of folders) {
    const stats = fs.lstatSync(fsPath(target.files + folder.path), { bigint: true, throwIfNoEntry: false });
    if (!stats) continue;
    const { mtimeS, mtimeNs, mode } = toFileRecord(stats);
    if (mode !== folder.mode) restoreMode(target.files + folder.path, folder);
    if (isKeptTime({ mtimeS, mtimeNs }, folder)) continue;
    update.run({ ...folder, mtimeS, mtimeNs });
    changed = true;
  }
  return changed;
}

function restoreMode(copy: string, { mode, uid, gid }: ChangedFolder): void {
  try {
    if (process.getuid?.() === 0) fs.chownSync(fsPath(copy), uid, gid);
    fs.chmodSync(fsPath(copy), mode);
  } catch (error) {
    // A volume without modes or owners has its own for everything.
    if (!['EPERM', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

interface FolderAbove {
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeS: number;
}

/**
 * Folders above the plan's own are there for their place only: owner where we may, mode and time to the second. One whose
 * plan folder was missing is made here, empty.
 */
function finishAbove({ worksheet, target }: BackupScope): void {
  const folders = worksheet.db
    .prepare<[], FolderAbove>(
      `SELECT f.path || '/' || i.name AS path, i.mode, i.uid, i.gid, i.mtime_s AS mtimeS FROM item i
       JOIN folder f ON f.id = i.folder_id WHERE i.root = -1 AND i.type = ${fileType.folder}
       AND i.kind IN (${itemKind.added}, ${itemKind.changed}) ORDER BY path DESC`,
    )
    .all();
  for (const { path } of folders) makeFoldersBelow(target.files, path);
  for (const { path, mode, uid, gid, mtimeS } of folders) {
    const folder = fsPath(target.files + path);
    if (process.getuid?.() === 0) fs.chownSync(folder, uid, gid);
    fs.chmodSync(folder, mode);
    fs.utimesSync(folder, mtimeS, mtimeS);
  }
}
