import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../workers.ts';
import type { Cleared } from './clear-folder.ts';

export interface TrashSetup {
  readonly trash: string;
  /** Run that what is moved within the trash belongs to. */
  readonly runId: string;
  /** File system of the trash. */
  readonly device: number;
  /** Two numbers: entries removed since it was last asked, and whether to stop. */
  readonly shared: SharedArrayBuffer;
}

export type TrashAnswer =
  | { readonly cleared: readonly Cleared[] }
  | { readonly failure: { readonly code: string; readonly message: string } };

/** Threads that clear folders of a trash. */
export interface TrashThreads {
  /** How many batches are worked on at once. */
  readonly size: number;
  /** Clears folders on a free thread; no more than `size` calls at a time. Rejects with the file system's error. */
  clear(folders: readonly string[]): Promise<readonly Cleared[]>;
  /** How many entries have gone since the last call. */
  takeRemoved(): number;
  /** Lets all that is under way come to an end soon. */
  stop(): void;
  close(): Promise<void>;
}

/** More than two only wait for each other: the file system's journal is one. */
const size = 2;

const closeMs = 10_000;

export function createTrashThreads({ trash, runId, device }: Omit<TrashSetup, 'shared'>): TrashThreads {
  const shared = new SharedArrayBuffer(8);
  const counters = new Int32Array(shared);
  const setup: TrashSetup = { trash, runId, device, shared };
  const threads = Array.from({ length: size }, () => startWorker('trash', setup));
  const idle = [...threads];
  return {
    size,
    clear: async (folders) => {
      const worker = idle.pop();
      if (!worker) throw new Error('all threads are busy');
      const answer = await ask(worker, folders);
      idle.push(worker);
      if ('cleared' in answer) return answer.cleared;
      throw Object.assign(new Error(answer.failure.message), { code: answer.failure.code });
    },
    takeRemoved: () => Atomics.exchange(counters, 0, 0),
    stop: () => void Atomics.store(counters, 1, 1),
    close: async () => {
      // One that hangs in a volume which does not answer is left to end by itself.
      await Promise.race([
        Promise.all(threads.map((thread) => thread.terminate())),
        delay(closeMs, undefined, { ref: false }),
      ]);
    },
  };
}

function ask(worker: Worker, folders: readonly string[]): Promise<TrashAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (answer: TrashAnswer): void => {
      worker.off('error', reject);
      resolve(answer);
    };
    worker.once('message', settle);
    worker.once('error', reject);
    worker.postMessage(folders);
  });
}
