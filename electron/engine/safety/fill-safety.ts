import fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { disarm, isAsPlanned, watchSpace } from '../backup/copy-names.ts';
import type { HashedFile } from '../backup/hash-files.ts';
import { createHashQueue } from '../backup/hash-queue.ts';
import { createParents, tryLink } from '../backup/link-files.ts';
import { lstatOrCode } from '../backup/look-at.ts';
import type { TreePool } from '../backup/tree-pool.ts';
import { fileType, recordFlags, toFileRecord } from '../catalogue/file-record.ts';
import type { PlanPaths, SnapshotPaths } from '../repository/layout.ts';
import type { Amount } from '../runs/progress-meter.ts';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';
import { recordOf } from '../tools/record-of.ts';
import { type CopyRequest, rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import { changedMeanwhile, type NotSaved, unreadable } from './not-saved.ts';
import type { SafetySheet, SavedEntry } from './safety-sheet.ts';

/** What the stages of filling a safety snapshot share. */
export interface SafetyScope {
  readonly context: RunContext;
  /** Absolute path of the repository. */
  readonly repository: string;
  readonly paths: PlanPaths;
  /** The folder that is being filled. */
  readonly target: SnapshotPaths;
  readonly sheet: SafetySheet;
  readonly pool: TreePool;
  /** Absolute path of rsync. */
  readonly rsync: string;
  readonly notSaved: NotSaved;
}

const batchSize = 20_000;
const breathMs = 20;

const isSaved = `flags & ${recordFlags.ancestor} = 0`;

/**
 * Fills the folder of a safety snapshot with what the sheet holds: links to copies in backups, copies of everything else.
 * Throws `safety-incomplete` when something can't be read or changes meanwhile.
 */
export async function fillSafety(scope: SafetyScope): Promise<void> {
  await makeParents(scope);
  await linkOrigins(scope);
  await copyRest(scope);
  findNotDone(scope);
  scope.notSaved.refuse();
  await finishFolders(scope);
}

async function makeParents({ context, sheet, target }: SafetyScope): Promise<void> {
  const make = createParents(target.files);
  for await (const { path: folder } of breathing(context, sheet.read(`type = ${fileType.folder}`))) make(folder);
}

/** Lets messages in every few milliseconds, and ends when the run is cancelled. */
async function* breathing<Item>({ signal }: Pick<RunContext, 'signal'>, items: Iterable<Item>): AsyncGenerator<Item> {
  let breatheAt = performance.now() + breathMs;
  for (const item of items) {
    yield item;
    if (performance.now() < breatheAt) continue;
    await setImmediate();
    signal.throwIfAborted();
    breatheAt = performance.now() + breathMs;
  }
}

/** A copy with other extended attributes or access control lists, which only rsync sees, is not linked after all. */
async function linkOrigins(scope: SafetyScope): Promise<void> {
  const { context, sheet, target, paths } = scope;
  const linked: SavedEntry[] = [];
  for await (const { origin, ...entry } of breathing(context, sheet.read('origin IS NOT NULL'))) {
    if (tryLink(`${paths.snapshots}/${origin}`, target.files + entry.path)) linked.push(entry);
    else copyInstead(scope, entry);
  }
  for (let at = 0; at < linked.length; at += batchSize) {
    const batch = linked.slice(at, at + batchSize);
    const differing = new Set<string>();
    const onItem: CopyRequest['onItem'] = ({ name }) => void differing.add(`/${name}`);
    const names = batch.map((entry) => entry.path.slice(1));
    const { partial } = await callRsync(scope, names, { compareOnly: 'attributes', onItem });
    for (const entry of batch) if (partial || differing.has(entry.path)) copyInstead(scope, entry);
  }
  sheet.db.prepare('UPDATE saved SET done = 1 WHERE origin IS NOT NULL').run();
  const done = sheet.db.prepare<[], Amount>(
    'SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM saved WHERE origin IS NOT NULL',
  );
  context.progress.advance(done.get() ?? {});
}

/** With all its names: they are to be one file in the copy too. */
function copyInstead({ sheet, target }: SafetyScope, entry: SavedEntry): void {
  const all = entry.names > 1 ? 'dev = @dev AND ino = @ino AND names > 1' : 'path = @path';
  const names = sheet.db
    .prepare<unknown[], string>(
      `UPDATE saved SET origin = NULL, sha256 = NULL WHERE ${all} AND origin IS NOT NULL RETURNING path`,
    )
    .pluck()
    .all(entry);
  for (const name of [entry.path, ...names]) fs.rmSync(fsPath(target.files + name), { force: true });
}

/** Names of one inode stay together, so that rsync links them. */
async function copyRest(scope: SafetyScope): Promise<void> {
  const rows = scope.sheet.db
    .prepare<[], { path: string; inode: string | null }>(
      `SELECT path, iif(names > 1, dev || ':' || ino, NULL) AS inode FROM saved
       WHERE origin IS NULL AND type <> ${fileType.folder} ORDER BY inode, path`,
    )
    .all();
  let batch: string[] = [];
  let last: string | null = null;
  for (const { path: file, inode } of rows) {
    if (batch.length >= batchSize && (inode === null || inode !== last)) {
      await copyNames(scope, batch);
      batch = [];
    }
    batch.push(file.slice(1));
    last = inode;
  }
  await copyNames(scope, batch);
}

/**
 * Each copy is read once rsync has told of it, and its original looked at again. rsync tells of a file when it has been
 * sent: what had not arrived by then is read when all is done.
 */
async function copyNames(scope: SafetyScope, names: readonly string[]): Promise<void> {
  const { context, pool, target, sheet } = scope;
  const openQueue = () => createHashQueue(pool, { copies: target.files, originals: '' }, createRecorder(scope));
  const queue = openQueue();
  const guard = watchSpace(scope);
  let transferred = 0;
  try {
    await callRsync(scope, names, {
      filling: true,
      signal: AbortSignal.any([context.signal, guard.signal]),
      onItem: ({ name, isFolder }) => {
        if (!isFolder) queue.add(name);
      },
      onTransferred: (bytes) => {
        if (bytes > transferred) context.progress.advance({ bytes: bytes - transferred });
        transferred = bytes;
      },
    });
  } finally {
    guard.stop();
    await queue.drain();
  }
  const isMissed = sheet.db.prepare<[string]>('SELECT 1 FROM saved WHERE path = ? AND done = 0');
  const late = openQueue();
  for (const name of names) if (isMissed.get(`/${name}`) !== undefined) late.add(name);
  await late.drain();
}

function createRecorder({ sheet, target, context }: SafetyScope) {
  const find = sheet.db.prepare<[string], SavedEntry>(
    `SELECT path, type, size, mode, uid, gid, mtime_s AS mtimeS, mtime_ns AS mtimeNs, ctime_s AS ctimeS,
       ctime_ns AS ctimeNs, dev, ino FROM saved WHERE path = ?`,
  );
  const finish = sheet.db.prepare('UPDATE saved SET done = 1, sha256 = unhex(@sha256) WHERE path = @path');
  return sheet.db.transaction((hashed: readonly HashedFile[]) => {
    for (const file of hashed) {
      const found = find.get(`/${file.name}`);
      if (!found) continue;
      const planned = { ...found, folderId: 0 };
      if (!isAsPlanned(planned, file)) continue;
      disarm(planned, target.files + found.path);
      finish.run({ path: found.path, sha256: file.sha256 });
      context.progress.advance({ files: 1 }, found.path);
    }
  });
}

function findNotDone({ sheet, notSaved }: SafetyScope): void {
  for (const entry of sheet.read(`done = 0 AND type <> ${fileType.folder}`)) notSaved.add(entry.path, reasonOf(entry));
}

function reasonOf(entry: SavedEntry): string {
  const stats = lstatOrCode(entry.path);
  if (typeof stats === 'string') return stats === 'ENOENT' ? 'it has gone meanwhile' : unreadable(stats);
  if (!isUnchanged(entry)) return changedMeanwhile;
  const problem = entry.type === fileType.file ? accessProblem(entry.path) : null;
  return problem === null ? 'it could not be copied' : unreadable(problem);
}

function accessProblem(file: string): string | null {
  try {
    fs.accessSync(fsPath(file), fs.constants.R_OK);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO';
  }
}

/** Whether an entry is as it was first seen. A folder's time follows from what happens in it. */
export function isUnchanged(entry: SavedEntry): boolean {
  const stats = lstatOrCode(entry.path);
  if (typeof stats === 'string') return false;
  const now = toFileRecord(stats);
  const same = now.type === entry.type && now.mode === entry.mode && now.uid === entry.uid && now.gid === entry.gid;
  if (!same || entry.type === fileType.folder) return same;
  return (
    now.ino === entry.ino &&
    now.size === entry.size &&
    now.mtimeS === entry.mtimeS &&
    now.mtimeNs === entry.mtimeNs &&
    now.ctimeS === entry.ctimeS &&
    now.ctimeNs === entry.ctimeNs
  );
}

/** Attributes of folders, now that nothing more is put into them; those deeper down first. */
async function finishFolders(scope: SafetyScope): Promise<void> {
  const { sheet } = scope;
  const folders = sheet.db
    .prepare<[], string>(`SELECT path FROM saved WHERE type = ${fileType.folder} AND ${isSaved} ORDER BY path DESC`)
    .pluck()
    .all();
  for (let at = 0; at < folders.length; at += batchSize) {
    const names = folders.slice(at, at + batchSize).map((folder) => folder.slice(1));
    await callRsync(scope, names, { onItem: () => {} });
  }
  recordTimes(scope);
  finishAbove(scope);
}

/** A folder in which something happened meanwhile: the lists tell the time that the copy has. */
function recordTimes({ sheet, target }: SafetyScope): void {
  const update = sheet.db.prepare(
    `UPDATE saved SET mtime_s = @mtimeS, mtime_ns = @mtimeNs, flags = flags | ${recordFlags.grainy}
     WHERE path = @path AND (mtime_s <> @mtimeS OR mtime_ns <> @mtimeNs)`,
  );
  for (const folder of sheet.read(`type = ${fileType.folder} AND ${isSaved}`)) {
    const copy = recordOf(target.files + folder.path);
    if (copy) update.run({ path: folder.path, mtimeS: copy.mtimeS, mtimeNs: copy.mtimeNs });
  }
}

/** Folders above are there for their place only: owner where we may, mode and time to the second. */
function finishAbove({ sheet, target }: SafetyScope): void {
  const above = [...sheet.read(`type = ${fileType.folder} AND NOT (${isSaved})`)];
  for (const { path: folder, mode, uid, gid, mtimeS } of above.reverse()) {
    const place = fsPath(target.files + folder);
    if (process.getuid?.() === 0) fs.chownSync(place, uid, gid);
    fs.chmodSync(place, mode);
    fs.utimesSync(place, mtimeS, mtimeS);
  }
}

async function callRsync(
  { context, target, rsync }: SafetyScope,
  names: readonly string[],
  options: Partial<CopyRequest> & Pick<CopyRequest, 'onItem'>,
): Promise<{ readonly partial: boolean }> {
  if (names.length === 0) return { partial: false };
  const { partial, stderr } = await rsyncCopy({
    ...{
      program: rsync,
      source: '/',
      target: target.files,
      selection: { kind: 'names', names },
      signal: context.signal,
    },
    ...options,
  });
  for (const line of stderr.split('\n').filter((text) => text !== '')) context.log(line);
  return { partial };
}
