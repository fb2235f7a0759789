import fs from 'node:fs';
import { fileType, recordFlags, toFileRecord } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { linkText } from '../tools/record-of.ts';
import { removeTree } from '../tools/remove-tree.ts';
import type { BackupScope } from './backup-scope.ts';
import type { Undone } from './copy-changes.ts';
import { copyKept } from './copy-kept.ts';
import { hashFile } from './hash-files.ts';
import { readingProblem, withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';

/**
 * A copy whose source changed again while it was made: kept as it is, said, and doubted by the next run. Folders always
 * change while something is put into them; their own state is recorded when they are finished.
 */
export async function acceptChanging(scope: BackupScope, undone: Undone): Promise<void> {
  if (undone.type === fileType.folder && fs.existsSync(fsPath(scope.target.files + undone.path))) return;
  const copyPath = scope.target.files + undone.path;
  const { sha256, copy } = hashFile(copyPath);
  if (copy?.type !== undone.type || (undone.type === fileType.file && sha256 === null)) {
    await dropOrCarry(scope, undone, whyNotCopied(undone));
    return;
  }
  const message = `${undone.path} kept changing while it was copied; its copy may be a mix of two states.`;
  scope.context.warn({ code: 'changed-while-copied', path: undone.path, message });
  scope.worksheet.db
    .prepare(
      `UPDATE item SET done = 1, sha256 = unhex(@sha256), size = @size, mtime_s = @mtimeS, mtime_ns = @mtimeNs, link = @link,
         flags = flags | ${recordFlags.grainy} WHERE folder_id = @folderId AND name = @name`,
    )
    .run({ ...copy, sha256, link: linkOf(copyPath, copy.type), folderId: undone.folderId, name: undone.name });
}

/** A symbolic link's target; null for anything else, and where it is gone by now. */
export function linkOf(path: string, type: number): string | null {
  try {
    return type === fileType.link ? linkText(path) : null;
  } catch {
    return null;
  }
}

/** Gone by now; or was gone, and is there again as another inode; or rsync's line in the log says why. */
function whyNotCopied({ path, type, ino, ctimeS, ctimeNs }: Undone): string {
  const problem = readingProblem(path, type);
  if (problem !== null) return problem;
  const stats = fs.lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false });
  const now = stats && toFileRecord(stats);
  return now?.ino === ino && now.ctimeS === ctimeS && now.ctimeNs === ctimeNs ? 'EIO' : 'ENOENT';
}

/** What is gone leaves the snapshot; what can't be read keeps the base's copy, if there is one. */
export async function dropOrCarry(scope: BackupScope, undone: Undone, problem: string): Promise<void> {
  const { context, target } = scope;
  const { path } = undone;
  removeCopy(target.files + path);
  if (problem === 'ENOENT' || problem === 'ENOTDIR') {
    context.warn({ code: 'vanished', path, message: `${path} vanished during the backup.` });
    drop(scope, undone);
    return;
  }
  const carried = await carryBase(scope, path);
  const message = `${path} could not be read (${problem}).${carried ? ' Its last copy is carried along.' : ''}`;
  context.warn({ code: 'unreadable', path, message });
  if (carried) recordCarried(scope, undone);
  else drop(scope, undone);
}

/** A path that is too long for the destination never had a copy. */
function removeCopy(copy: string): void {
  try {
    removeTree(copy);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENAMETOOLONG') throw error;
  }
}

/** Takes an entry out of the snapshot, with all below it when it was to be a folder. */
function drop(scope: BackupScope, undone: Undone): void {
  setKind(scope, undone);
  if (undone.type !== fileType.folder) return;
  scope.worksheet.db
    .prepare(
      `UPDATE item SET kind = iif(base_type IS NULL, ${itemKind.dropped}, ${itemKind.removed}) WHERE folder_id IN
         (SELECT id FROM folder WHERE path = @path OR (path > @path || '/' AND path < @path || '0'))`,
    )
    .run({ path: undone.path });
}

function setKind({ worksheet }: BackupScope, { folderId, name }: Undone): void {
  worksheet.db
    .prepare(
      `UPDATE item SET kind = iif(base_type IS NULL, ${itemKind.dropped}, ${itemKind.removed})
       WHERE folder_id = ? AND name = ?`,
    )
    .run(folderId, name);
}

/** Puts the base's copy into the new snapshot; false when there is none. */
async function carryBase(scope: BackupScope, path: string): Promise<boolean> {
  const { base, target } = scope;
  if (!base) return false;
  const stats = fs.lstatSync(fsPath(base.paths.files + path), { throwIfNoEntry: false });
  if (!stats || stats.isDirectory()) return false;
  try {
    fs.linkSync(fsPath(base.paths.files + path), fsPath(target.files + path));
    return true;
  } catch {
    return (await copyKept(scope, [path])).length === 0;
  }
}

function recordCarried({ context, worksheet }: BackupScope, { folderId, name }: Undone): void {
  withCatalogue(context.db, worksheet.path, () => {
    context.db
      .prepare(
        `UPDATE work.item SET kind = ${itemKind.carried}, done = 1, type = v.type, size = v.size, mtime_s = v.mtime_s,
           mtime_ns = v.mtime_ns, mode = v.mode, uid = v.uid, gid = v.gid, dev = v.dev, ino = v.ino, ctime_s = v.ctime_s,
           ctime_ns = v.ctime_ns, flags = v.flags | ${recordFlags.carried}, sha256 = v.sha256, link = v.link
         FROM version v WHERE v.entry_id = item.entry_id AND v.last_seq IS NULL AND item.folder_id = ? AND item.name = ?`,
      )
      .run(folderId, name);
  });
}
