import path from 'node:path';
import { type FileRecord, toFileRecord } from '../catalogue/file-record.ts';
import { type FileToHash, hashAll, type ReadFile } from '../verification/hash-all.ts';
import type { BackupScope } from './backup-scope.ts';
import { findMoved } from './find-moved.ts';
import { lstatOrCode } from './look-at.ts';
import { createOriginPaths, type Origin } from './origin-paths.ts';
import { withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';

const batchSize = 2000;

interface Candidate extends FileRecord, Origin {
  readonly number: number;
  readonly folderId: number;
  readonly name: string;
  /** Path of its folder. */
  readonly folder: string;
  /** Recorded of the base's file that it may be. */
  readonly sha256: Buffer;
}

/**
 * Finds files that were renamed or moved since the base, to be linked to their copy there instead of copied. Inode, size
 * and times only name the candidates, for inodes are used again: each is read, and is the same file if its content has
 * the sum that was recorded.
 */
export async function matchMoved(scope: BackupScope): Promise<void> {
  const { context, pool, base, hardLinks, worksheet } = scope;
  if (!base || !hardLinks) return;
  const found = findMoved(scope);
  if (found.files === 0) return;
  context.progress.enter('hashing', found);
  const matches: Candidate[] = [];
  const flush = createFlush(scope, matches);
  await hashAll({
    pool,
    files: readCandidates(scope, new Set(base.damaged)),
    signal: context.signal,
    onRead: (read) => {
      const { tag, size } = read.file;
      const path = `/${read.file.name}`;
      if (isMatch(read, path)) matches.push(tag);
      if (matches.length >= batchSize) flush();
      context.progress.advance({ files: 1, bytes: size }, path);
    },
  });
  flush();
  worksheet.db.exec(
    `DELETE FROM link WHERE moved = 1 AND NOT EXISTS (SELECT 1 FROM item i
       WHERE i.folder_id = link.folder_id AND i.name = link.name AND i.kind = ${itemKind.linked})`,
  );
}

/** Marks what matched, and forgets it here. */
function createFlush({ worksheet }: BackupScope, matches: Candidate[]): () => void {
  const mark = worksheet.db.prepare(
    `UPDATE item SET kind = ${itemKind.linked}, sha256 = @sha256, done = 1 WHERE folder_id = @folderId AND name = @name`,
  );
  return worksheet.db.transaction(() => {
    for (const match of matches.splice(0)) mark.run(match);
  });
}

function* readCandidates(scope: BackupScope, damaged: ReadonlySet<string>): Generator<FileToHash<Candidate>> {
  const deviceOf = createDevices();
  for (let after = 0; ; ) {
    const batch = readBatch(scope, after);
    const origins = createOriginPaths(scope.context.db);
    for (const candidate of batch) {
      const { folder, name, size } = candidate;
      if (damaged.has(origins.pathOf(candidate))) continue;
      if (deviceOf(origins.folderOf(candidate)) !== deviceOf(folder || '/')) continue;
      yield { folder: '', name: `${folder}/${name}`.slice(1), size, tag: candidate };
    }
    const last = batch.at(-1);
    if (!last) return;
    after = last.number;
  }
}

function readBatch({ context, worksheet }: BackupScope, after: number): Candidate[] {
  return withCatalogue(context.db, worksheet.path, () =>
    context.db
      .prepare<[number], Candidate>(
        `SELECT l.number, l.folder_id AS folderId, l.name, f.path AS folder, e.parent_id AS originFolder,
           e.name AS originName, v.sha256, i.type, i.size,
           i.mtime_s AS mtimeS, i.mtime_ns AS mtimeNs, i.mode, i.uid, i.gid, i.dev, i.ino, i.ctime_s AS ctimeS,
           i.ctime_ns AS ctimeNs
         FROM work.link l JOIN work.item i ON i.folder_id = l.folder_id AND i.name = l.name
         JOIN work.folder f ON f.id = l.folder_id JOIN entry e ON e.id = l.origin
         JOIN version v ON v.entry_id = l.origin AND v.last_seq IS NULL
         WHERE l.number > ? AND l.moved = 1 ORDER BY l.number LIMIT ${batchSize}`,
      )
      .all(after),
  );
}

/**
 * The device that a folder lies on, or did: that of the nearest one above it that is still there. No file is moved from
 * one device to another: there, an equal inode is chance, and may belong to a name that stays.
 */
function createDevices(): (folder: string) => number {
  const known = new Map<string, number>();
  const deviceOf = (folder: string): number => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const stats = lstatOrCode(folder);
    const above = path.dirname(folder);
    const device = typeof stats !== 'string' ? Number(stats.dev) : above === folder ? 0 : deviceOf(above);
    if (known.size >= batchSize) known.clear();
    known.set(folder, device);
    return device;
  };
  return deviceOf;
}

/** The recorded content, and a source that was as the scan saw it before it was read and still is. */
function isMatch({ file: { tag }, sha256, copy }: ReadFile<Candidate>, path: string): boolean {
  if (sha256 !== tag.sha256.toString('hex') || !copy || !isAsSeen(copy, tag)) return false;
  const now = lstatOrCode(path);
  return typeof now !== 'string' && isAsSeen(toFileRecord(now), tag);
}

const isAsSeen = (now: FileRecord, seen: FileRecord): boolean =>
  now.type === seen.type &&
  now.size === seen.size &&
  now.ino === seen.ino &&
  now.mtimeS === seen.mtimeS &&
  now.mtimeNs === seen.mtimeNs &&
  now.ctimeS === seen.ctimeS &&
  now.ctimeNs === seen.ctimeNs;
