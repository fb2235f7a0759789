import type { HashBatch, HashedFile } from '../backup/hash-files.ts';
import { hashFiles } from '../backup/hash-files.ts';
import type { TreePool } from '../backup/tree-pool.ts';

/** A file to be read, by its name below `folder`. */
export interface FileToHash<Tag> {
  readonly folder: string;
  readonly name: string;
  readonly size: number;
  readonly tag: Tag;
}

/** What reading gave; `problem` says why it could not be read. */
export interface ReadFile<Tag> extends Pick<HashedFile, 'sha256' | 'copy'> {
  readonly file: FileToHash<Tag>;
  readonly problem: string | null;
}

interface HashAllRequest<Tag> {
  readonly pool: TreePool;
  readonly files: Iterable<FileToHash<Tag>>;
  readonly signal: AbortSignal;
  readonly onRead: (read: ReadFile<Tag>) => void;
}

const batchFiles = 200;
const batchBytes = 8 * 1024 * 1024;

/** Reads files on the pool's threads, a bounded number at a time, and gives the SHA-256 of each. Throws when aborted. */
export async function hashAll<Tag>({ pool, files, signal, onRead }: HashAllRequest<Tag>): Promise<void> {
  const going = new Set<Promise<void>>();
  let failure: unknown;
  for (const batch of inBatches(files)) {
    signal.throwIfAborted();
    const one = hashBatch(pool, batch)
      .then((read) => read.forEach(onRead))
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => going.delete(one));
    going.add(one);
    if (going.size >= pool.size * 2) await Promise.race(going);
    if (failure) break;
  }
  await Promise.all(going);
  signal.throwIfAborted();
  if (failure) throw failure;
}

/** Files of one folder, until there are enough of them. */
function* inBatches<Tag>(files: Iterable<FileToHash<Tag>>): Generator<FileToHash<Tag>[]> {
  let batch: FileToHash<Tag>[] = [];
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

async function hashBatch<Tag>(pool: TreePool, batch: readonly FileToHash<Tag>[]): Promise<ReadFile<Tag>[]> {
  const folder = batch[0]?.folder ?? '';
  const request: HashBatch = { copies: folder, originals: null, names: batch.map(({ name }) => name) };
  const results = await pool.run('hash', request).catch(() => null);
  if (results) {
    return batch.map((file, index) => {
      const { sha256 = null, copy = null } = results[index] ?? {};
      return { file, sha256, copy, problem: null };
    });
  }
  // One that can't be read fails its batch: read them one by one, to know which.
  return batch.map((file) => readOne(file));
}

function readOne<Tag>(file: FileToHash<Tag>): ReadFile<Tag> {
  try {
    const [read] = hashFiles({ copies: file.folder, originals: null, names: [file.name] });
    return { file, sha256: read?.sha256 ?? null, copy: read?.copy ?? null, problem: null };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { file, sha256: null, copy: null, problem: `it can’t be read (${code})` };
  }
}
