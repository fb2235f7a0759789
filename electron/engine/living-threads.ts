import type { Worker } from 'node:worker_threads';

/** Threads of this process that have not ended yet: one that hangs in the system holds up the end of the process. */
const living = new Set<Worker>();

export function noteThread(worker: Worker): void {
  living.add(worker);
  worker.once('exit', () => living.delete(worker));
}

export const hasLivingThreads = (): boolean => living.size > 0;
