import { fileType } from '../catalogue/file-record.ts';
import type { BackupScope } from './backup-scope.ts';
import type { CloneFolder } from './clone-folders.ts';
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
  const start: CloneFolder[] = [{ id: scope.rootEntry, path: '' }];
  await spreadFolders(start, pool.size, context.signal, async (folders) => {
    const batch = { folders, from: base.paths.files, to: target.files, left, hardLinks };
    const result = await pool.run('clone', batch);
    made.push(...result.made);
    addUnlinked(scope, result.unlinked);
    context.progress.advance({ files: result.entries, bytes: result.bytes });
    return result.pending;
  });
  return made;
}

interface Unlinked {
  readonly folderId: number;
  readonly folderPath: string;
  readonly name: string;
  readonly entryId: number;
}

/** Put on the worksheet as the base recorded it: copied from the source again, and no change by itself. */
function addUnlinked({ context, worksheet, plan }: BackupScope, unlinked: readonly Unlinked[]): void {
  if (unlinked.length === 0) return;
  worksheet.addFolders(unlinked.map(({ folderId, folderPath }) => ({ id: folderId, path: folderPath })));
  const rootOf = (path: string) =>
    plan.folders.findIndex((folder) => folder === '/' || `${path}/`.startsWith(`${folder}/`));
  withCatalogue(context.db, worksheet.path, () => {
    const insert = context.db.prepare(
      `INSERT INTO work.item (folder_id, name, kind, entry_id, base_type, type, size, mtime_s, mtime_ns, mode, uid, gid,
         dev, ino, ctime_s, ctime_ns, names, flags, root, sha256, link)
       SELECT @folderId, @name, ${itemKind.copiedAgain}, entry_id, type, type, size, mtime_s, mtime_ns, mode, uid, gid,
         dev, ino, ctime_s, ctime_ns, 1, flags, @root, sha256, link FROM version WHERE entry_id = @entryId AND last_seq IS NULL
       ON CONFLICT DO UPDATE SET kind = excluded.kind, done = 0`,
    );
    context.db.transaction(() => {
      for (const entry of unlinked) insert.run({ ...entry, root: rootOf(`${entry.folderPath}/${entry.name}`) });
    })();
  });
}
