import { setImmediate } from 'node:timers/promises';
import type { TreePool } from '../backup/tree-pool.ts';
import { fileType } from '../catalogue/file-record.ts';
import { recordOf } from '../tools/record-of.ts';
import { type ProofBatch, sumBytes, type Unproven } from './prove-files.ts';

/** A file to be read, by its name below `folder`, with what was recorded of it. */
export interface FileToProve<Tag> {
  readonly folder: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: Buffer | null;
  readonly tag: Tag;
}

/** Why a file is not what was recorded; `missing` if it is not there at all. */
export interface Fault {
  readonly reason: string;
  readonly missing: boolean;
}

interface ProveAllRequest<Tag> {
  readonly pool: TreePool;
  readonly files: Iterable<FileToProve<Tag>>;
  readonly signal: AbortSignal;
  /** Told of each file once; null where it is as recorded. */
  readonly onProved: (file: FileToProve<Tag>, fault: Fault | null) => void;
}

const batchFiles = 500;
const batchBytes = 8 * 1024 * 1024;
const breathMs = 20;

/**
 * Reads files on the pool's threads, a bounded number at a time, and compares each with the size and SHA-256 recorded of
 * it. Throws when aborted.
 */
export async function proveAll<Tag>({ pool, files, signal, onProved }: ProveAllRequest<Tag>): Promise<void> {
  const going = new Set<Promise<void>>();
  let failure: unknown;
  let breatheAt = performance.now() + breathMs;
  for (const batch of inBatches(files)) {
    signal.throwIfAborted();
    const one = proveBatch(pool, batch)
      .then((faults) => {
        for (const [index, file] of batch.entries()) onProved(file, faults.get(index) ?? null);
      })
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => going.delete(one));
    going.add(one);
    if (going.size >= pool.size * 2) await Promise.race(going);
    if (failure) break;
    if (performance.now() < breatheAt) continue;
    await setImmediate();
    breatheAt = performance.now() + breathMs;
  }
  await Promise.all(going);
  signal.throwIfAborted();
  if (failure) throw failure;
}

/** Files of one folder, until there are enough of them. */
export function* inBatches<File extends { readonly folder: string; readonly size: number }>(
  files: Iterable<File>,
): Generator<File[]> {
  let batch: File[] = [];
  let bytes = 0;
  for (const file of files) {
    const full = batch.length >= batchFiles || bytes >= batchBytes || batch[0]?.folder !== file.folder;
    if (full && batch.length > 0) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += file.size;
  }
  if (batch.length > 0) yield batch;
}

async function proveBatch<Tag>(
  pool: TreePool,
  batch: readonly FileToProve<Tag>[],
): Promise<ReadonlyMap<number, Fault>> {
  const unproven = await pool.run('prove', toProof(batch));
  return new Map(
    unproven.flatMap((found) => {
      const file = batch[found.index];
      return file ? [[found.index, faultOf(file, found)] as const] : [];
    }),
  );
}

function toProof<Tag>(batch: readonly FileToProve<Tag>[]): ProofBatch {
  return {
    folder: batch[0]?.folder ?? '',
    names: batch.map(({ name }) => name),
    sizes: Float64Array.from(batch, ({ size }) => size),
    sums: joinSums(batch),
  };
}

/** Sums one after the other; zeros, which no content has, where none was recorded. */
export function joinSums(files: readonly { readonly sha256: Buffer | null }[]): Uint8Array {
  const sums = new Uint8Array(files.length * sumBytes);
  for (const [index, { sha256 }] of files.entries()) if (sha256) sums.set(sha256, index * sumBytes);
  return sums;
}

/** What differs, as a person would say it. */
export function faultOf(
  { folder, name, size }: Pick<FileToProve<unknown>, 'folder' | 'name' | 'size'>,
  { code }: Pick<Unproven, 'code'>,
): Fault {
  const now = recordOf(`${folder}/${name}`);
  if (now === null) return { reason: 'it is missing', missing: true };
  if (now.type !== fileType.file) return { reason: 'something else is in its place', missing: false };
  if (code !== null) return { reason: `it can’t be read (${code})`, missing: false };
  if (now.size !== size) return { reason: `it has ${now.size} bytes instead of ${size}`, missing: false };
  return { reason: 'its content has changed', missing: false };
}
