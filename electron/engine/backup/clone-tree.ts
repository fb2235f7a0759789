import fs from 'node:fs';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import type { BackupScope } from './backup-scope.ts';
import type { CloneFolder } from './clone-folders.ts';
import { copyKept } from './copy-kept.ts';
import { withCatalogue } from './settle-doubtful.ts';
import { spreadFolders } from './spread-folders.ts';
import { itemKind } from './worksheet.ts';

/** One bit for each entry whose base version is not cloned: it changed, is gone, or is linked anew. */
export function markLeftOut({ worksheet, newestEntry }: BackupScope): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer((newestEntry >> 3) + 1);
  const bits = new Uint8Array(buffer);
  const rows = worksheet.db
    .prepare<[number], number>(
      `SELECT entry_id FROM item WHERE entry_id <= ? AND base_type IS NOT NULL
       AND (kind IN (${itemKind.removed}, ${itemKind.linked})
         OR (kind = ${itemKind.changed} AND NOT (type = ${fileType.folder} AND base_type = ${fileType.folder})))`,
    )
    .pluck();
  for (const id of rows.iterate(newestEntry)) bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7));
  return buffer;
}

/**
 * Makes the new snapshot's tree from the base by hard links, on the pool's threads. What can't be linked is put on the
 * worksheet to be copied. Gives the folders that were made, by their path below `files`.
 */
export async function cloneTree(scope: BackupScope, left: SharedArrayBuffer): Promise<string[]> {
  const { context, pool, base, target, hardLinks } = scope;
  if (!base) return [];
  const made: string[] = [];
  const kept = new Map<string, Unlinked>();
  const isCarried = findCarried(scope);
  const start: CloneFolder[] = [{ id: scope.rootEntry, path: '' }];
  await spreadFolders(start, pool.size, context.signal, async (folders) => {
    const batch = { folders, from: base.paths.files, to: target.files, left, hardLinks };
    const result = await pool.run('clone', batch);
    for (const path of result.made) made.push(path);
    const again = result.unlinked.filter(({ folderPath, name }) => !isCarried(`${folderPath}/${name}`));
    addUnlinked(scope, again, itemKind.copiedAgain);
    for (const entry of result.unlinked) {
      const path = `${entry.folderPath}/${entry.name}`;
      if (isCarried(path)) kept.set(path, entry);
    }
    context.progress.advance({ files: result.files });
    return result.pending;
  });
  await copyCarried(scope, kept);
  return made;
}

/** Tells whether the base's copy of a path has to go on since the source can't be read: itself, or a folder above it. */
function findCarried({ worksheet }: BackupScope): (path: string) => boolean {
  const rows = worksheet.db
    .prepare<[], string>(
      `SELECT f.path || '/' || i.name FROM item i JOIN folder f ON f.id = i.folder_id WHERE i.kind = ${itemKind.carried}`,
    )
    .pluck();
  const carried = new Set(rows.all());
  return (path) => {
    if (carried.size === 0) return false;
    for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (carried.has(at)) return true;
    return false;
  };
}

/** There is nothing but the base to copy these from; what it has lost is said and leaves the snapshot. */
async function copyCarried(scope: BackupScope, kept: ReadonlyMap<string, Unlinked>): Promise<void> {
  const lost = await copyKept(scope, [...kept.keys()]);
  for (const path of lost) {
    const message = `The copy of ${path} in the newest snapshot is missing, and ${path} can't be read now.`;
    scope.context.warn({ code: 'base-damaged', path, message });
  }
  addUnlinked(
    scope,
    lost.flatMap((path) => kept.get(path) ?? []),
    itemKind.removed,
  );
}

/** Names of one file are copied together, so that they stay links. */
function namesOf(path: string): number {
  try {
    return fs.lstatSync(fsPath(path)).nlink;
  } catch {
    return 1;
  }
}

interface Unlinked {
  readonly folderId: number;
  readonly folderPath: string;
  readonly name: string;
  readonly entryId: number;
}

/** Put on the worksheet as the base recorded it. */
function addUnlinked(scope: BackupScope, unlinked: readonly Unlinked[], kind: number): void {
  const { context, worksheet, plan } = scope;
  if (unlinked.length === 0) return;
  worksheet.addFolders(unlinked.map(({ folderId, folderPath }) => ({ id: folderId, path: folderPath })));
  const rootOf = (path: string) =>
    plan.folders.findIndex((folder) => folder === '/' || `${path}/`.startsWith(`${folder}/`));
  withCatalogue(context.db, worksheet.path, () => {
    const insert = context.db.prepare(
      `INSERT INTO work.item (folder_id, name, kind, entry_id, base_type, type, size, mtime_s, mtime_ns, mode, uid, gid,
         dev, ino, ctime_s, ctime_ns, names, stored, flags, root, sha256, link)
       SELECT @folderId, @name, @kind, entry_id, type, type, size, mtime_s, mtime_ns, mode, uid, gid,
         dev, ino, ctime_s, ctime_ns, @names, size, flags, @root, sha256, link FROM version WHERE entry_id = @entryId AND last_seq IS NULL
       ON CONFLICT DO UPDATE SET kind = excluded.kind, done = 0`,
    );
    context.db.transaction(() => {
      for (const entry of unlinked) {
        const path = `${entry.folderPath}/${entry.name}`;
        insert.run({ ...entry, kind, root: rootOf(path), names: scope.hardLinks ? namesOf(path) : 1 });
      }
    })();
  });
}
