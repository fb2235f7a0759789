import path from 'node:path';
import { fileType } from '../catalogue/file-record.ts';
import { removeTree } from '../tools/remove-tree.ts';
import type { CopySelection } from '../tools/rsync/build-copy-args.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import type { BackupScope } from './backup-scope.ts';
import { copiedKinds, disarm, isAsPlanned, type Planned, watchSpace } from './copy-names.ts';
import { recordOrNull } from './hash-files.ts';
import { relativeTo, toFolder } from './root-folders.ts';

/** Larger files are rsync's: it can be stopped in the middle of one, and tells how far it is. */
const smallBytes = 16 * 1024 * 1024;
/** A hole in a smaller one saves nothing; and compressing file systems store most of them in less than their size. */
const holeBytes = 64 * 1024;
/** Files that are given their attributes by one call of rsync. */
const pageSize = 5000;
const pageBytes = 512 * 1024 * 1024;
const pagesAtOnce = 3;
/** What a thread copies at a time: so long does a cancel wait. */
const shareFiles = 250;
const shareBytes = 16 * 1024 * 1024;

interface Small extends Planned {
  readonly name: string;
  readonly path: string;
}

interface Filled {
  readonly file: Small;
  readonly sha256: string;
}

/**
 * Copies the plain files below one of the plan's folders on the pool's threads, which read each only once, to write and
 * to hash it; rsync then gives them their attributes. That takes half the time rsync does with a hashing pass beside it.
 * Left to rsync are hard links, files with holes and large ones, and what was not as the scan saw it.
 */
export async function copySmall(scope: BackupScope, index: number, root: string): Promise<void> {
  const guard = watchSpace(scope);
  const signal = AbortSignal.any([scope.context.signal, guard.signal]);
  const finishing = new Set<Promise<void>>();
  try {
    for (const page of pages(scope, index)) {
      const filled = await fillPage(scope, page.files, signal);
      scope.flushEarly();
      // Pages get their attributes while the contents of the next ones are copied.
      const task = finishPage(scope, root, { filled, whole: page.whole }, signal).then(() => {
        finishing.delete(task);
      });
      // One that fails stays in the set: its failure is seen where they are waited for, below.
      task.catch(() => undefined);
      finishing.add(task);
      if (finishing.size >= pagesAtOnce) await Promise.race(finishing);
    }
    await Promise.all(finishing);
  } finally {
    await Promise.allSettled(finishing);
    guard.stop();
  }
}

interface Page {
  readonly files: readonly Small[];
  /** It holds all files there are of its folders. */
  readonly whole: boolean;
}

/** In the order of the worksheet's key, so that a page costs what it holds. Only a folder larger than a page is divided. */
function* pages({ worksheet }: BackupScope, index: number): Generator<Page> {
  const next = worksheet.db.prepare<unknown[], Small>(
    `SELECT i.folder_id AS folderId, i.name, f.path || '/' || i.name AS path, i.type, i.size, i.mode, i.uid, i.gid,
       i.mtime_s AS mtimeS, i.mtime_ns AS mtimeNs, i.ctime_s AS ctimeS, i.ctime_ns AS ctimeNs, i.ino
     FROM item i CROSS JOIN folder f ON f.id = i.folder_id
     WHERE (i.folder_id, i.name) > (@folderId, @name) AND i.root = @index AND i.done = 0 AND i.kind IN ${copiedKinds}
       AND i.type = ${fileType.file} AND i.names = 1 AND (i.stored >= i.size OR i.size < ${holeBytes}) AND i.size <= ${smallBytes}
     ORDER BY i.folder_id, i.name LIMIT ${pageSize}`,
  );
  let after = { folderId: -1, name: '' };
  for (;;) {
    const found = next.all({ ...after, index });
    const page = cutPage(found, after.folderId);
    const last = page.files.at(-1);
    if (!last) return;
    yield page;
    after = { folderId: last.folderId, name: last.name };
  }
}

/** The folders that fit a page; if the first one does not, or was begun by the page before, as much of it as fits. */
function cutPage(found: readonly Small[], begun: number): Page {
  let [end, bytes] = [0, 0];
  for (; end < found.length && (end === 0 || bytes <= pageBytes); end += 1) bytes += found[end]?.size ?? 0;
  const first = found[0]?.folderId;
  if (end === found.length && found.length < pageSize) return { files: found, whole: first !== begun };
  const last = found[end - 1]?.folderId;
  if (first === begun || first === last) {
    return { files: found.slice(0, end).filter(({ folderId }) => folderId === first), whole: false };
  }
  return { files: found.slice(0, end).filter(({ folderId }) => folderId !== last), whole: true };
}

async function fillPage(scope: BackupScope, page: readonly Small[], signal: AbortSignal): Promise<Filled[]> {
  const { pool, target, context } = scope;
  const waiting = shares(page);
  const filled: Filled[] = [];
  const fill = async (): Promise<void> => {
    for (let files = waiting.shift(); files; files = waiting.shift()) {
      signal.throwIfAborted();
      const sums = await pool.run('fill', { to: target.files, files: files.map(({ path, size }) => ({ path, size })) });
      for (const [at, file] of files.entries()) {
        const sha256 = sums[at] ?? null;
        if (sha256 !== null) filled.push({ file, sha256 });
      }
      context.progress.advance({ bytes: bytesOf(files) }, files.at(-1)?.path);
    }
  };
  await Promise.all(Array.from({ length: pool.size }, fill));
  return filled;
}

const bytesOf = (files: readonly Small[]): number => files.reduce((bytes, { size }) => bytes + size, 0);

function shares(page: readonly Small[]): Small[][] {
  const all: Small[][] = [];
  let [share, bytes]: [Small[], number] = [[], 0];
  for (const file of page) {
    if (share.length >= shareFiles || (share.length > 0 && bytes + file.size > shareBytes)) {
      all.push(share);
      [share, bytes] = [[], 0];
    }
    share.push(file);
    bytes += file.size;
  }
  if (share.length > 0) all.push(share);
  return all;
}

/** Gives the copies their attributes, and records those that then are, like their originals, as they were planned. */
async function finishPage(
  scope: BackupScope,
  root: string,
  { filled, whole }: { readonly filled: readonly Filled[]; readonly whole: boolean },
  signal: AbortSignal,
): Promise<void> {
  const own = whole ? createOwn(scope) : () => false;
  const [inOwn, beside] = [new Set<string>(), [] as string[]];
  for (const { file } of filled) {
    if (own(file.folderId)) inOwn.add(relativeTo(root, path.dirname(file.path)));
    else beside.push(relativeTo(root, file.path));
  }
  await giveAttributes(scope, root, { kind: 'contents', names: [...inOwn] }, signal);
  await giveAttributes(scope, root, { kind: 'names', names: beside }, signal);
  record(scope, filled);
}

/**
 * Tells whether a folder holds nothing but the copies just made. In any other, rsync may be told of those alone: what is
 * linked there belongs to older snapshots too, and must never get the attributes that its source has by now. Nor must what
 * was done before, by the last page or an interrupted run.
 */
function createOwn({ worksheet, newestEntry }: BackupScope): (folderId: number) => boolean {
  const other = worksheet.db.prepare(
    `SELECT 1 FROM item WHERE folder_id = ? AND (kind NOT IN ${copiedKinds} OR (done = 1 AND type = ${fileType.file})) LIMIT 1`,
  );
  const known = new Map<number, boolean>();
  return (folderId) => {
    const found = known.get(folderId) ?? (folderId > newestEntry && other.get(folderId) === undefined);
    known.set(folderId, found);
    return found;
  };
}

async function giveAttributes(
  { context, rsync, target }: BackupScope,
  root: string,
  selection: CopySelection,
  signal: AbortSignal,
): Promise<void> {
  if (selection.names.length === 0) return;
  const { stderr } = await rsyncCopy({
    program: (await rsync()).path,
    source: toFolder(root),
    target: target.files + root,
    selection,
    attributesOnly: true,
    filling: true,
    signal,
    onItem: () => {},
  });
  for (const line of stderr.split('\n').filter((text) => text !== '')) context.log(line);
}

function record({ context, worksheet, target }: BackupScope, filled: readonly Filled[]): void {
  const finish = worksheet.db.prepare(
    'UPDATE item SET done = 1, sha256 = unhex(@sha256) WHERE folder_id = @folderId AND name = @name',
  );
  worksheet.db.transaction(() => {
    for (const { file, sha256 } of filled) {
      const copy = target.files + file.path;
      if (isAsPlanned(file, { sha256, copy: recordOrNull(copy), original: recordOrNull(file.path) })) {
        disarm(file, copy);
        finish.run({ sha256, folderId: file.folderId, name: file.name });
      } else {
        // With the times of what its source is by now, rsync would take it for that; it may even have put that there.
        removeTree(copy);
      }
    }
  })();
  context.progress.advance({ files: filled.length }, filled.at(-1)?.file.path);
}
