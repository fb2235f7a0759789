import { setImmediate } from 'node:timers/promises';
import type { TreePool } from '../backup/tree-pool.ts';

const batchFiles = 500;
const batchBytes = 8 * 1024 * 1024;
const breathMs = 20;

/** Files that go to a thread together: of one folder or, in what is copied, of one pair of folders. */
interface Batched {
  readonly folder: string;
  readonly size: number;
}

interface BatchesRequest<File extends Batched> {
  readonly pool: TreePool;
  readonly files: Iterable<File>;
  readonly signal: AbortSignal;
  readonly run: (batch: readonly File[]) => Promise<void>;
}

/** Runs `run` for files in batches, a bounded number of them at a time. Throws the first failure, or when aborted. */
export async function runBatches<File extends Batched>({
  pool,
  files,
  signal,
  run,
}: BatchesRequest<File>): Promise<void> {
  const going = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let breatheAt = performance.now() + breathMs;
  for (const batch of inBatches(files)) {
    if (signal.aborted || failures.length > 0) break;
    const one = run(batch)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => going.delete(one));
    going.add(one);
    if (going.size >= pool.size * 2) await Promise.race(going);
    if (performance.now() < breatheAt) continue;
    await setImmediate();
    breatheAt = performance.now() + breathMs;
  }
  await Promise.all(going);
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}

function* inBatches<File extends Batched>(files: Iterable<File>): Generator<File[]> {
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
