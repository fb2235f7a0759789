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

/** Folders that are looked at together: all of a large tree would take memory. */
const pageSize = 5000;

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
  if (scope.base) {
    await finishCloned(scope, scope.base.paths.files, roots, cloned, changed);
    openAgain(scope, changed);
  }
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
 * Unchanged folders, from the base. A folder's name stands for all folders in it: rsync reads lists byte by byte, and a
 * list of all folders takes it longer than all the rest. What that touches besides gets its own attributes afterwards, or
 * is not there. Each of the plan's folders has a call of its own: rsync opens what it comes to component by component.
 */
async function finishCloned(
  scope: BackupScope,
  base: string,
  roots: readonly string[],
  cloned: readonly string[],
  changed: ReadonlySet<string>,
): Promise<void> {
  const { target } = scope;
  const { parents, single } = groupByParent(cloned, changed, findReplaced(scope));
  for (const root of roots) {
    const names = [...parents].filter((folder) => isWithin(root, folder)).map((folder) => relativeTo(root, folder));
    await applyAttributes(scope, base + root, target.files + root, { kind: 'subfolders', names });
  }
  // What vanished while it was copied has been taken out again.
  const rest = [...single, ...cloned.filter((folder) => !roots.some((root) => isBelow(root, folder)))];
  const names = rest.filter((folder) => !changed.has(folder) && fs.existsSync(fsPath(target.files + folder)));
  await applyAttributes(scope, base, target.files, { kind: 'names', names: names.map((folder) => folder.slice(1)) });
}

/** Folders in which all folders may be given the base's attributes, and those to be named one by one. */
function groupByParent(cloned: readonly string[], changed: ReadonlySet<string>, replaced: ReadonlySet<string>) {
  const [parents, single] = [new Set<string>(), [] as string[]];
  for (const folder of cloned) {
    if (changed.has(folder)) continue;
    const above = path.dirname(folder);
    if (replaced.has(above)) single.push(folder);
    else parents.add(above === '/' ? '' : above);
  }
  return { parents, single };
}

/** Where something else stands now under the name of a folder: rsync would replace it by the folder. */
function findReplaced({ worksheet }: BackupScope): Set<string> {
  const rows = worksheet.db
    .prepare<[], string>(
      `SELECT DISTINCT f.path FROM item i JOIN folder f ON f.id = i.folder_id
       WHERE i.base_type = ${fileType.folder} AND i.type <> ${fileType.folder}`,
    )
    .pluck();
  return new Set(rows.all());
}

const isWithin = (root: string, folder: string): boolean => folder === root || isBelow(root, folder);
const isBelow = (root: string, folder: string): boolean => folder.startsWith(`${root}/`);

/** Those that changed may have got the base's attributes as well, with which what is in them perhaps can't be reached. */
function openAgain({ target }: BackupScope, changed: ReadonlySet<string>): void {
  for (const folder of [...changed].sort()) {
    try {
      fs.chmodSync(fsPath(target.files + folder), 0o700);
    } catch (error) {
      // Gone meanwhile; or a volume without modes.
      if (!['ENOENT', 'EPERM', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
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
    program: (await rsync()).path,
    source,
    target,
    selection,
    attributesOnly: true,
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
  const next = worksheet.db.prepare<unknown[], ChangedFolder>(
    `SELECT i.folder_id AS folderId, i.name, f.path || '/' || i.name AS path, i.mode, i.uid, i.gid, i.mtime_s AS mtimeS,
       i.mtime_ns AS mtimeNs FROM item i CROSS JOIN folder f ON f.id = i.folder_id
     WHERE (i.folder_id, i.name) > (@folderId, @name) AND i.root >= 0 AND i.type = ${fileType.folder}
       AND i.kind IN (${itemKind.added}, ${itemKind.changed}) ORDER BY i.folder_id, i.name LIMIT ${pageSize}`,
  );
  const update = worksheet.db.prepare(
    `UPDATE item SET mtime_s = @mtimeS, mtime_ns = @mtimeNs, flags = flags | ${recordFlags.grainy}
     WHERE folder_id = @folderId AND name = @name`,
  );
  let changed = false;
  const record = (folder: ChangedFolder): void => {
    const stats = fs.lstatSync(fsPath(target.files + folder.path), { bigint: true, throwIfNoEntry: false });
    if (!stats) return;
    const { mtimeS, mtimeNs, mode } = toFileRecord(stats);
    if (mode !== folder.mode) restoreMode(target.files + folder.path, folder);
    if (isKeptTime({ mtimeS, mtimeNs }, folder)) return;
    update.run({ ...folder, mtimeS, mtimeNs });
    changed = true;
  };
  let after: Pick<ChangedFolder, 'folderId' | 'name'> = { folderId: -1, name: '' };
  for (;;) {
    const folders = next.all({ folderId: after.folderId, name: after.name });
    for (const folder of folders) record(folder);
    const last = folders.at(-1);
    if (!last) return changed;
    after = last;
  }
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
