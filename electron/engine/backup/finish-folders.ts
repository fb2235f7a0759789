import fs from 'node:fs';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import type { BackupScope } from './backup-scope.ts';
import { relativeTo, toFolder } from './root-folders.ts';
import { itemKind } from './worksheet.ts';

/**
 * Gives the new snapshot's folders their owner, mode, times and attributes, now that nothing more is put into them:
 * unchanged ones from the base, changed and new ones from the source. rsync does it, because Node's utimes loses
 * nanoseconds and knows no attributes.
 */
export async function finishFolders(
  scope: BackupScope,
  roots: readonly string[],
  cloned: readonly string[],
): Promise<void> {
  const copied = roots.map((root, index) => copiedFolders(scope, index, root));
  const changed = new Set(copied.flatMap((names, index) => names.map((name) => pathOf(roots[index] ?? '', name))));
  if (scope.base) {
    const kept = cloned.filter((path) => !changed.has(path)).map((path) => path.slice(1));
    await applyAttributes(scope, scope.base.paths.files, scope.target.files, kept);
  }
  for (const [index, root] of roots.entries()) {
    await applyAttributes(scope, toFolder(root), scope.target.files + root, copied[index] ?? []);
  }
  finishAbove(scope);
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
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const { context, rsync } = scope;
  const selection = { kind: 'names', names } as const;
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

interface FolderAbove {
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeS: number;
}

/** Folders above the plan's own are there for their place only: owner where we may, mode and time to the second. */
function finishAbove({ worksheet, target }: BackupScope): void {
  const folders = worksheet.db
    .prepare<[], FolderAbove>(
      `SELECT f.path || '/' || i.name AS path, i.mode, i.uid, i.gid, i.mtime_s AS mtimeS FROM item i
       JOIN folder f ON f.id = i.folder_id WHERE i.root = -1 AND i.type = ${fileType.folder}
       AND i.kind IN (${itemKind.added}, ${itemKind.changed}) ORDER BY path DESC`,
    )
    .all();
  for (const { path, mode, uid, gid, mtimeS } of folders) {
    const folder = fsPath(target.files + path);
    if (process.getuid?.() === 0) fs.chownSync(folder, uid, gid);
    fs.chmodSync(folder, mode);
    fs.utimesSync(folder, mtimeS, mtimeS);
  }
}
