import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { fsPath } from '../tools/fs-path.ts';
import { openToRead } from '../tools/open-to-read.ts';
import { asBuffer, sumBytes } from '../verification/prove-files.ts';
import { reasonOf } from './reason-of.ts';
import { problemAbove } from './refuse-link-above.ts';
import { writeChunk } from './write-chunk.ts';

/** Files to be copied out of a snapshot, as flat lists: many of them cross between threads. */
export interface CopyBatch {
  /** Folder of the snapshot and folder of the target (`''` stands for `/`); the names lie below both. */
  readonly source: string;
  readonly target: string;
  readonly names: readonly string[];
  /** Names at the target, where they are others. */
  readonly targets?: readonly string[];
  /** For each name six numbers: size, permission bits, user, group, seconds and nanoseconds of its time. */
  readonly records: Float64Array;
  /** Recorded SHA-256 sums, 32 bytes each. */
  readonly sums: Uint8Array;
  readonly runId: string;
}

/** A file that was not copied. `side` is where the reason lies; `code` the system's error, null where there was none. */
export interface Uncopied {
  readonly index: number;
  readonly side: 'source' | 'target';
  readonly code: string | null;
  readonly reason: string;
}

export const copyNumbers = 6;

/** What no other file would fare better with: the whole copying ends. */
const volumeCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/**
 * Copies files: each is read and compared with its recorded sum, written beside its place, read back and compared, and
 * only then renamed. Owner and mode are given as recorded, as far as this user may, times to the microsecond: the rest
 * is rsync's, which can. Throws what concerns the target's volume; gives the files that were not copied.
 */
export function copyFiles(batch: CopyBatch): readonly Uncopied[] {
  const uncopied: Uncopied[] = [];
  let folder: { readonly path: string; readonly problem: string | null } | undefined;
  for (const index of batch.names.keys()) {
    const target = targetOf(batch, index);
    const above = path.posix.dirname(target);
    if (folder?.path !== above) folder = { path: above, problem: problemAbove(target) };
    const fault = folder.problem === null ? copyFile(batch, index) : onTarget(null, folder.problem);
    if (fault) uncopied.push({ index, ...fault });
  }
  return uncopied;
}

const targetOf = ({ target, names, targets }: CopyBatch, index: number): string =>
  `${target}/${(targets ?? names)[index]}`;

type Fault = Omit<Uncopied, 'index'>;

const onTarget = (code: string | null, reason: string): Fault => ({ side: 'target', code, reason });
const changed: Fault = { side: 'source', code: null, reason: 'its content has changed' };

const chunkBytes = 1024 * 1024;
/** Smaller files are written whole: a hole in them saves nothing worth a look. */
const sparseFrom = 64 * 1024;
let chunk: Buffer | undefined;

interface Opened {
  readonly file: number;
  readonly size: number;
  readonly sha256: string;
  readonly sparse: boolean;
}

function copyFile(batch: CopyBatch, index: number): Fault | null {
  const name = batch.names[index] ?? '';
  let file: number;
  try {
    file = openToRead(`${batch.source}/${name}`);
  } catch (error) {
    return { side: 'source', code: codeOf(error), reason: reasonOf(error) };
  }
  try {
    const size = batch.records[index * copyNumbers] ?? 0;
    const sha256 = asBuffer(batch.sums).toString('hex', index * sumBytes, (index + 1) * sumBytes);
    const stats = size === 0 || size >= sparseFrom ? fs.fstatSync(file) : null;
    if (stats && !stats.isFile()) return changed;
    return copyOpened(batch, index, { file, size, sha256, sparse: stats !== null && stats.blocks * 512 < size });
  } finally {
    fs.closeSync(file);
  }
}

function copyOpened(batch: CopyBatch, index: number, opened: Opened): Fault | null {
  chunk ??= Buffer.allocUnsafeSlow(chunkBytes);
  const { file, size, sha256 } = opened;
  // One byte more than there should be: no second read tells that the file ends.
  const first = read(file, chunk.subarray(0, Math.min(size + 1, chunkBytes)));
  if (typeof first !== 'number') return first;
  const whole = first === size;
  // Nothing is made for a small file that is not right; a large one is found out when it has been written beside.
  if (whole && crypto.hash('sha256', chunk.subarray(0, first), 'hex') !== sha256) return changed;
  const target = targetOf(batch, index);
  const beside = `${path.posix.dirname(target)}/.holdfast-${batch.runId}-${threadId}`;
  try {
    const fault = writeBeside(beside, (copy) => fill(copy, opened, { first, whole }) ?? finish(copy, batch, index));
    if (fault === null) putInPlace(beside, target);
    return fault;
  } catch (error) {
    fs.rmSync(fsPath(beside), { force: true });
    if (volumeCodes.has(codeOf(error) ?? '')) throw error;
    return onTarget(codeOf(error), reasonOf(error));
  }
}

/** Removes it again where `write` names a fault. */
function writeBeside(beside: string, write: (copy: number) => Fault | null): Fault | null {
  const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW } = fs.constants;
  const copy = fs.openSync(fsPath(beside), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  let fault: Fault | null;
  try {
    fault = write(copy);
  } finally {
    fs.closeSync(copy);
  }
  if (fault) fs.unlinkSync(fsPath(beside));
  return fault;
}

/** Writes and reads back what was read first and what follows; null if it was as recorded. */
function fill(
  copy: number,
  { file, size, sha256, sparse }: Opened,
  { first, whole }: { readonly first: number; readonly whole: boolean },
): Fault | null {
  const content = chunk ?? Buffer.alloc(0);
  const hash = whole ? null : crypto.createHash('sha256');
  let at = 0;
  for (let length = first; length > 0; ) {
    hash?.update(content.subarray(0, length));
    if (!writeChunk(copy, content.subarray(0, length), at, sparse)) return onTarget(null, 'it was not kept as written');
    at += length;
    if (whole || at > size) break;
    const next = read(file, content);
    if (typeof next !== 'number') return next;
    length = next;
  }
  if (hash && (at !== size || hash.digest('hex') !== sha256)) return changed;
  if (sparse) fs.ftruncateSync(copy, size);
  return null;
}

/** A read that fails is the snapshot's, not the target's. */
function read(file: number, into: Buffer): number | Fault {
  try {
    return fs.readSync(file, into, 0, into.length, null);
  } catch (error) {
    return { side: 'source', code: codeOf(error), reason: reasonOf(error) };
  }
}

/** Asked for once: each time would be a system call. */
const isRoot = process.getuid?.() === 0;
const ownGroup = process.getgid?.();

/** Owner first: giving a file away clears its set-id bits. Those come at the end, with the rest. */
function finish(copy: number, { records }: CopyBatch, index: number): null {
  const [, mode = 0o600, uid = 0, gid = 0, seconds = 0, nanoseconds = 0] = records.subarray(
    index * copyNumbers,
    (index + 1) * copyNumbers,
  );
  if (isRoot && (uid !== 0 || gid !== ownGroup)) fs.fchownSync(copy, uid, gid);
  fs.fchmodSync(copy, mode & 0o777);
  // Never later than recorded: a restore that is begun again must not take it for something newer.
  const time = nanoseconds === 0 ? seconds : seconds + (Math.floor(nanoseconds / 1000) - 1) / 1e6;
  fs.futimesSync(copy, time, time);
  return null;
}

function putInPlace(beside: string, target: string): void {
  try {
    fs.renameSync(fsPath(beside), fsPath(target));
  } catch (error) {
    // A folder that is empty, or has been emptied for it.
    if (codeOf(error) !== 'EISDIR') throw error;
    fs.rmdirSync(fsPath(target));
    fs.renameSync(fsPath(beside), fsPath(target));
  }
}

const codeOf = (error: unknown): string | null => (error as NodeJS.ErrnoException).code ?? null;
