import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { destinationError } from '../repository/destination-error.ts';
import { freeSpace } from '../repository/free-space.ts';
import { fsPath } from '../tools/fs-path.ts';
import { makeFoldersBelow } from '../tools/make-folder.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import type { BackupScope } from './backup-scope.ts';
import type { HashedFile } from './hash-files.ts';
import { createHashQueue } from './hash-queue.ts';
import { isKeptTime } from './kept-time.ts';
import { relativeTo, toFolder } from './root-folders.ts';
import { itemKind } from './worksheet.ts';

/** Kinds that are copied from the source. */
export const copiedKinds = `(${itemKind.added}, ${itemKind.changed}, ${itemKind.copiedAgain})`;

const batchSize = 20_000;
const spaceCheckMs = 1000;

/**
 * Copies with rsync what is not done yet below one of the plan's folders, hashing each copy beside it. An item is done when
 * its copy has the recorded size and time and the source, looked at again, is as it was before.
 */
export async function copyUndone(scope: BackupScope, index: number, root: string): Promise<void> {
  for (const names of undoneBatches(scope, index, root)) {
    makeFoldersBelow(scope.target.files, root);
    await copyNames(scope, root, names);
  }
}

/** Names of one inode stay together, so that rsync links them. */
function* undoneBatches({ worksheet }: BackupScope, index: number, root: string): Generator<string[]> {
  const rows = worksheet.db
    .prepare<[number], { path: string; inode: string | null }>(
      `SELECT f.path || '/' || i.name AS path, iif(i.names > 1, i.dev || ':' || i.ino, NULL) AS inode
       FROM item i JOIN folder f ON f.id = i.folder_id
       WHERE i.root = ? AND i.done = 0 AND i.kind IN ${copiedKinds} ORDER BY inode, f.path, i.name`,
    )
    .all(index);
  let batch: string[] = [];
  let last: string | null = null;
  for (const { path, inode } of rows) {
    if (batch.length >= batchSize && (inode === null || inode !== last)) {
      yield batch;
      batch = [];
    }
    batch.push(relativeTo(root, path));
    last = inode;
  }
  if (batch.length > 0) yield batch;
}

async function copyNames(scope: BackupScope, root: string, names: readonly string[]): Promise<void> {
  const { context, pool, rsync, target } = scope;
  const copies = target.files + root;
  const record = createRecorder(scope, root);
  const noteFolder = createFolderNote(scope, root);
  const queue = createHashQueue(pool, { copies, originals: root }, record);
  const guard = watchSpace(scope);
  let transferred = 0;
  try {
    const { stderr } = await rsyncCopy({
      program: (await rsync()).path,
      source: toFolder(root),
      target: copies,
      selection: { kind: 'names', names },
      filling: true,
      signal: AbortSignal.any([context.signal, guard.signal]),
      onItem: ({ name, isFolder }) => (isFolder ? noteFolder(name) : queue.add(name)),
      onTransferred: (bytes) => {
        // It counts from nothing again where one selection takes two calls.
        if (bytes > transferred) context.progress.advance({ bytes: bytes - transferred });
        transferred = bytes;
      },
    });
    for (const line of stderr.split('\n').filter((text) => text !== '')) context.log(line);
  } finally {
    guard.stop();
    await queue.drain();
  }
}

/** Stops copying before the reserved floor of the volume is reached. */
export function watchSpace({ context, repository }: Pick<BackupScope, 'context' | 'repository'>) {
  const abort = new AbortController();
  const timer = setInterval(() => {
    try {
      if (freeSpace(repository).freeBytes >= context.keepFreeBytes) return;
      abort.abort(new HoldfastError('destination-full', { path: repository }));
    } catch (error) {
      abort.abort(destinationError(error, repository));
    }
  }, spaceCheckMs);
  return { signal: abort.signal, stop: () => clearInterval(timer) };
}

const splitName = (root: string, name: string): { folder: string; name: string } => {
  const path = name === '.' ? root : `${root}/${name}`;
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, slash), name: path.slice(slash + 1) };
};

/** What the scan recorded of an item. */
export interface Planned extends Omit<FileRecord, 'dev'> {
  readonly folderId: number;
}

function findPlanned({ worksheet }: BackupScope) {
  return worksheet.db.prepare<[string, string], Planned>(
    `SELECT folder_id AS folderId, type, size, mode, uid, gid, mtime_s AS mtimeS, mtime_ns AS mtimeNs, ctime_s AS ctimeS,
       ctime_ns AS ctimeNs, ino FROM item
     WHERE folder_id = (SELECT id FROM folder WHERE path = ?) AND name = ? AND kind IN ${copiedKinds}`,
  );
}

function createFolderNote({ worksheet }: BackupScope, root: string): (name: string) => void {
  const finish = worksheet.db.prepare(
    `UPDATE item SET done = 1 WHERE folder_id = (SELECT id FROM folder WHERE path = ?) AND name = ?
       AND type = ${fileType.folder} AND kind IN ${copiedKinds}`,
  );
  return (name) => {
    const place = splitName(root, name);
    finish.run(place.folder, place.name);
  };
}

/** Takes hashed copies: marks items done, or leaves them for another try where source or copy is not as planned. */
export function createRecorder(scope: BackupScope, root: string) {
  const { worksheet, context } = scope;
  const find = findPlanned(scope);
  const finish = worksheet.db.prepare(
    'UPDATE item SET done = 1, sha256 = unhex(@sha256) WHERE folder_id = @folderId AND name = @name',
  );
  // Taken over from an interrupted run, and then copied again because it changed.
  const unfinish = worksheet.db.prepare(
    'UPDATE item SET done = 0, sha256 = NULL WHERE folder_id = @folderId AND name = @name',
  );
  return worksheet.db.transaction((hashed: readonly HashedFile[]) => {
    for (const file of hashed) {
      const place = splitName(root, file.name);
      const planned = find.get(place.folder, place.name);
      if (!planned) continue;
      if (isAsPlanned(planned, file)) {
        disarm(planned, `${scope.target.files}${root}/${file.name}`);
        finish.run({ sha256: file.sha256, folderId: planned.folderId, name: place.name });
        const files = planned.type === fileType.folder ? 0 : 1;
        context.progress.advance({ files }, `${place.folder}/${place.name}`);
      } else {
        unfinish.run({ folderId: planned.folderId, name: place.name });
      }
    }
  });
}

/** A set-id file of another owner must not become the backup user's own: only root can give it to its owner. */
export function disarm({ mode, uid, gid, type }: Planned, copy: string): void {
  if ((mode & 0o6000) === 0 || type !== fileType.file || process.getuid?.() === 0) return;
  if (uid === process.getuid?.() && gid === process.getgid?.()) return;
  fs.chmodSync(fsPath(copy), mode & 0o1777);
}

/** Whether a copy is what was planned, and its original still is, too. */
export function isAsPlanned(planned: Planned, { sha256, copy, original }: Omit<HashedFile, 'name'>): boolean {
  if (copy === null || original === null || copy.type !== planned.type) return false;
  if (planned.type === fileType.file) {
    if (sha256 === null || copy.size !== planned.size || !isKeptTime(copy, planned)) return false;
  }
  return (
    original.type === planned.type &&
    original.size === planned.size &&
    original.mtimeS === planned.mtimeS &&
    original.mtimeNs === planned.mtimeNs &&
    original.ctimeS === planned.ctimeS &&
    original.ctimeNs === planned.ctimeNs &&
    original.ino === planned.ino
  );
}
