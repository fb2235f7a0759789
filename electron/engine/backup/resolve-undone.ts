import fs from 'node:fs';
import { recordFlags } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import type { BackupScope } from './backup-scope.ts';
import type { Undone } from './copy-changes.ts';
import { hashFile } from './hash-files.ts';
import { withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';

/** A copy whose source changed again while it was made: kept as it is, said, and doubted by the next run. */
export function acceptChanging(scope: BackupScope, undone: Undone): void {
  const { sha256, copy } = hashFile(scope.target.files + undone.path);
  if (copy?.type !== undone.type) {
    dropOrCarry(scope, undone, 'EIO');
    return;
  }
  const message = `${undone.path} kept changing while it was copied; its copy may be a mix of two states.`;
  scope.context.warn({ code: 'changed-while-copied', path: undone.path, message });
  scope.worksheet.db
    .prepare(
      `UPDATE item SET done = 1, sha256 = unhex(@sha256), size = @size, mtime_s = @mtimeS, mtime_ns = @mtimeNs,
         flags = flags | ${recordFlags.grainy} WHERE folder_id = @folderId AND name = @name`,
    )
    .run({ ...copy, sha256, folderId: undone.folderId, name: undone.name });
}

/** What is gone leaves the snapshot; what can't be read keeps the base's copy, if there is one. */
export function dropOrCarry(scope: BackupScope, undone: Undone, problem: string): void {
  const { context } = scope;
  const { path } = undone;
  fs.rmSync(fsPath(scope.target.files + path), { recursive: true, force: true });
  if (problem === 'ENOENT') {
    context.warn({ code: 'vanished', path, message: `${path} vanished during the backup.` });
    setKind(scope, undone, itemKind.removed, itemKind.dropped);
    return;
  }
  const carried = carryBase(scope, path);
  const message = `${path} could not be read (${problem}).${carried ? ' Its last copy is carried along.' : ''}`;
  context.warn({ code: 'unreadable', path, message });
  if (carried) recordCarried(scope, undone);
  else setKind(scope, undone, itemKind.removed, itemKind.dropped);
}

function setKind({ worksheet }: BackupScope, { folderId, name }: Undone, known: number, unknown: number): void {
  worksheet.db
    .prepare('UPDATE item SET kind = iif(base_type IS NULL, ?, ?) WHERE folder_id = ? AND name = ?')
    .run(unknown, known, folderId, name);
}

/** Puts the base's copy into the new snapshot; false when there is none. */
function carryBase({ base, target }: BackupScope, path: string): boolean {
  if (!base) return false;
  const [from, to] = [fsPath(base.paths.files + path), fsPath(target.files + path)];
  const stats = fs.lstatSync(from, { throwIfNoEntry: false });
  if (!stats || stats.isDirectory()) return false;
  try {
    fs.linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
    fs.utimesSync(to, stats.atime, stats.mtime);
  }
  return true;
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
