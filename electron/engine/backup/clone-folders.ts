import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { tryLink } from './link-files.ts';
import { type Known, readKnown, readRecord } from './read-known.ts';

/** A folder to clone: its entry, and its path below `files` (empty for the topmost). */
export interface CloneFolder {
  readonly id: number;
  readonly path: string;
}

export interface CloneBatch {
  readonly folders: readonly CloneFolder[];
  /** `files` folders of the base and of the new snapshot. */
  readonly from: string;
  readonly to: string;
  /** One bit for each entry id: set where the base's version is not to be cloned. */
  readonly left: SharedArrayBuffer;
  readonly hardLinks: boolean;
}

export interface CloneResult {
  readonly pending: CloneFolder[];
  /** Folders made, by their path below `files`. */
  readonly made: string[];
  /** Entries that could not be linked (too many links, none on this volume, gone): to be copied. */
  readonly unlinked: { folderId: number; folderPath: string; name: string; entryId: number }[];
  /** All but folders. */
  files: number;
}

/** A batch ends after about so many entries. */
const batchEntries = 3000;

export const isLeft = (left: Uint8Array, id: number): boolean => (((left[id >> 3] ?? 0) >> (id & 7)) & 1) === 1;

/** Makes the folders' children in the new snapshot: folders anew (0700 while it is filled), all else as hard links. */
export function cloneFolders(db: Connection, batch: CloneBatch): CloneResult {
  const result: CloneResult = { pending: [...batch.folders], made: [], unlinked: [], files: 0 };
  const left = new Uint8Array(batch.left);
  db.transaction(() => {
    while (result.files + result.made.length < batchEntries) {
      const folder = result.pending.pop();
      if (!folder) break;
      for (const [name, known] of readKnown(db, folder.id)) {
        if (isLeft(left, known.id)) continue;
        const type = typeInBase(db, known);
        if (type !== null)
          cloneEntry(batch, folder, { id: known.id, name, isFolder: type === fileType.folder }, result);
      }
    }
  })();
  return result;
}

/** Null when the base does not hold it. With a fingerprint, what never was a folder is a file (or link, or pipe). */
function typeInBase(db: Connection, known: Known): number | null {
  if (known.fingerprint !== null && !known.folder) return fileType.file;
  return readRecord(db, known)?.type ?? null;
}

interface Child {
  readonly id: number;
  readonly name: string;
  readonly isFolder: boolean;
}

function cloneEntry(batch: CloneBatch, folder: CloneFolder, child: Child, result: CloneResult): void {
  const path = `${folder.path}/${child.name}`;
  if (child.isFolder) {
    makeFolder(batch.to + path);
    result.made.push(path);
    result.pending.push({ id: child.id, path });
    return;
  }
  result.files += 1;
  if (batch.hardLinks && tryLink(batch.from + path, batch.to + path)) return;
  result.unlinked.push({ folderId: folder.id, folderPath: folder.path, name: child.name, entryId: child.id });
}
