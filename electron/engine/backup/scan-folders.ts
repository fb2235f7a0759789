import path from 'node:path';
import { readKnown, readRecord } from './read-known.ts';
import { carryUnreadable, type ScanFolder, type ScanResult, type ScanScope, scanFolder } from './scan-folder.ts';
import { keptItem } from './scanned-item.ts';
import { itemKind } from './worksheet.ts';

/** A batch ends after about so many entries, so that threads share the work and results stay small. */
const batchEntries = 3000;

/** Scans folders, and folders below them, until the batch is full; what is left to do comes back as `pending`. */
export function scanFolders(scope: ScanScope, folders: readonly ScanFolder[]): ScanResult {
  const result: ScanResult = {
    folders: [],
    items: [],
    pending: [...folders],
    warnings: [],
    files: 0,
    bytes: 0,
  };
  // One read transaction a batch: SQLite's locking costs more than reading a small folder.
  scope.db.transaction(() => {
    while (result.files + result.items.length < batchEntries) {
      const folder = result.pending.pop();
      if (!folder) break;
      try {
        scanFolder(scope, folder, result);
      } catch (error) {
        addUnread(scope, folder, error, result);
      }
    }
  })();
  return result;
}

/** A folder whose names can't be read: gone, or carried along as a whole. Its item replaces the one its parent's scan gave. */
function addUnread(scope: ScanScope, folder: ScanFolder, error: unknown, result: ScanResult): void {
  const { code } = error as NodeJS.ErrnoException;
  if (!code?.startsWith('E') || code.startsWith('ERR')) throw error;
  const name = path.basename(folder.path);
  const known = folder.known ? (readKnown(scope.db, folder.parentId).get(name) ?? null) : null;
  const parent = { id: folder.parentId, root: folder.root };
  result.folders.push({ id: folder.parentId, path: path.dirname(folder.path) });
  if (code !== 'ENOENT' && code !== 'ENOTDIR') {
    const unreadable = { name, path: folder.path, code, known };
    carryUnreadable(scope, parent, unreadable, result, () => holdsCopies(scope, folder));
    return;
  }
  const message = `${folder.path} vanished while it was read.`;
  result.warnings.push({ code: 'vanished', path: folder.path, message });
  const record = readRecord(scope.db, known);
  if (known && record) result.items.push(keptItem(parent, name, known.id, record, itemKind.removed));
}

/** A folder that no run could read yet is in the base too, but empty. */
function holdsCopies({ db }: ScanScope, folder: ScanFolder): boolean {
  return [...readKnown(db, folder.id).values()].some((known) => readRecord(db, known) !== null);
}
