import type { HashedFile } from './hash-files.ts';
import type { TreePool } from './tree-pool.ts';

export interface HashQueue {
  /** A copy that is finished, by its name below the folder of copies. */
  add(name: string): void;
  /** Resolves when everything added has been hashed and taken; rejects with the first failure. */
  drain(): Promise<void>;
}

const batchNames = 256;
/** A batch that is not full waits so long for more: a message for each file would cost more than hashing a small one. */
const patienceMs = 20;

/** Hands finished copies to the pool's threads while rsync goes on copying, a batch at a time. */
export function createHashQueue(
  pool: TreePool,
  folders: { readonly copies: string; readonly originals: string },
  take: (hashed: readonly HashedFile[]) => void,
): HashQueue {
  let waiting: string[] = [];
  let failure: unknown = null;
  let timer: NodeJS.Timeout | undefined;
  const active = new Set<Promise<void>>();
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const names = waiting;
    waiting = [];
    const task: Promise<void> = pool
      .run('hash', { ...folders, names })
      .then(take)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => {
        active.delete(task);
        flushSoon();
      });
    active.add(task);
  };
  /** No thread waits long for a full batch, so that files count as done soon after they are. */
  const flushSoon = (): void => {
    if (waiting.length >= batchNames) flush();
    else if (active.size < pool.size && waiting.length > 0) timer ??= setTimeout(flush, patienceMs);
  };
  return {
    add: (name) => {
      waiting.push(name);
      flushSoon();
    },
    drain: async () => {
      flush();
      while (active.size > 0) await Promise.all(active);
      if (failure) throw failure;
    },
  };
}
