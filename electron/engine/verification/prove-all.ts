import type { TreePool } from '../backup/tree-pool.ts';
import { fileType } from '../catalogue/file-record.ts';
import { recordOf } from '../tools/record-of.ts';
import { type ProofBatch, sumBytes, type Unproven } from './prove-files.ts';
import { runBatches } from './run-batches.ts';

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
  /** Told of each file once, together with others; `faults` holds those that are not as recorded, by their place. */
  readonly onProved: (files: readonly FileToProve<Tag>[], faults: ReadonlyMap<number, Fault>) => void;
}

/**
 * Reads files on the pool's threads, a bounded number at a time, and compares each with the size and SHA-256 recorded of
 * it. Throws when aborted.
 */
export async function proveAll<Tag>({ pool, files, signal, onProved }: ProveAllRequest<Tag>): Promise<void> {
  const run = async (batch: readonly FileToProve<Tag>[]): Promise<void> =>
    onProved(batch, await proveBatch(pool, batch));
  await runBatches({ pool, files, signal, run });
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
