import type { HashBatch, HashedFile } from '../backup/hash-files.ts';
import { hashFiles } from '../backup/hash-files.ts';
import type { TreePool } from '../backup/tree-pool.ts';
import { runBatches } from './run-batches.ts';

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

/** Reads files on the pool's threads, a bounded number at a time, and gives the SHA-256 of each. Throws when aborted. */
export async function hashAll<Tag>({ pool, files, signal, onRead }: HashAllRequest<Tag>): Promise<void> {
  const run = async (batch: readonly FileToHash<Tag>[]): Promise<void> => {
    for (const read of await hashBatch(pool, batch)) onRead(read);
  };
  await runBatches({ pool, files, signal, run });
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
