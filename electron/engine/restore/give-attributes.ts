import fs from 'node:fs';
import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { attainableMode, type Restorer } from './compare-entry.ts';
import { refuseLinkAbove } from './refuse-link-above.ts';
import type { PlannedItem } from './restore-list.ts';

/**
 * Gives an entry the owner and mode that were recorded, as far as this user may. Owner first: giving a file away clears
 * its setuid bit. Tells whether everything, its time too, is as recorded then. Throws if a link stands above it.
 */
export function giveAttributes(item: PlannedItem, now: FileRecord, user: Restorer): boolean {
  refuseLinkAbove(item.path);
  const mode = attainableMode(item, user);
  const path = fsPath(item.path);
  const foreign = now.uid !== item.uid || now.gid !== item.gid;
  const owned = !foreign || user.uid === 0;
  const modeKept = item.type === fileType.link || (now.mode === mode && !foreign);
  try {
    if (foreign && owned) fs.lchownSync(path, item.uid, item.gid);
    if (!modeKept) fs.chmodSync(path, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
  const timed = item.type === fileType.folder || (now.mtimeS === item.mtimeS && now.mtimeNs === item.mtimeNs);
  return owned && timed && mode === item.mode;
}
