import { fileType } from '../catalogue/file-record.ts';
import type { BackupScope } from './backup-scope.ts';
import { copiedKinds, isAsPlanned, type Planned } from './copy-names.ts';
import { recordOrNull } from './hash-files.ts';
import { createParents } from './link-files.ts';

const pageSize = 5000;

interface PlannedFolder extends Planned {
  readonly name: string;
  readonly path: string;
}

/**
 * Makes the folders that are new or changed below one of the plan's folders; they get their attributes at the end, with
 * all others. One that is not as the scan saw it any more, or can't be made, is left to be looked at again.
 */
export function makePlannedFolders({ worksheet, target, context }: BackupScope, index: number): void {
  const next = worksheet.db.prepare<unknown[], PlannedFolder>(
    `SELECT i.folder_id AS folderId, i.name, f.path || '/' || i.name AS path, i.type, i.size, i.mode, i.uid, i.gid,
       i.mtime_s AS mtimeS, i.mtime_ns AS mtimeNs, i.ctime_s AS ctimeS, i.ctime_ns AS ctimeNs, i.ino
     FROM item i CROSS JOIN folder f ON f.id = i.folder_id
     WHERE (i.folder_id, i.name) > (@folderId, @name) AND i.root = @index AND i.done = 0
       AND i.type = ${fileType.folder} AND i.kind IN ${copiedKinds}
     ORDER BY i.folder_id, i.name LIMIT ${pageSize}`,
  );
  const finish = worksheet.db.prepare('UPDATE item SET done = 1 WHERE folder_id = ? AND name = ?');
  const makePage = worksheet.db.transaction((folders: readonly PlannedFolder[]) => {
    const make = createParents(target.files);
    for (const folder of folders) {
      const original = recordOrNull(folder.path);
      if (!isAsPlanned(folder, { sha256: null, copy: original, original }) || !tryMaking(make, folder.path)) continue;
      finish.run(folder.folderId, folder.name);
    }
  });
  let after = { folderId: -1, name: '' };
  for (;;) {
    context.signal.throwIfAborted();
    const folders = next.all({ ...after, index });
    const last = folders.at(-1);
    if (!last) return;
    makePage(folders);
    after = { folderId: last.folderId, name: last.name };
  }
}

/** False for a path that is too long here. */
function tryMaking(make: (folder: string) => void, folder: string): boolean {
  try {
    make(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return false;
    throw error;
  }
}
