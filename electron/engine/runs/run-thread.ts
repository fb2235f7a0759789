import type { Worker } from 'node:worker_threads';
import type { Progress, RunKind } from '#shared/domain/run.ts';
import { readyWorker, startWorker } from '../workers.ts';
import type { RunRequest } from './execute-run.ts';

/** What a run's thread is made for; what it is to do comes by message. */
export interface RunSetup {
  readonly kind: RunKind;
}

/** What a run's thread is told: to begin, once; to cancel; or that there is nothing to do for it. */
export type RunOrder = RunRequest | 'cancel' | 'close';

/** What a run's thread tells the main thread. */
export type RunMessage =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'ended' }
  | { readonly type: 'broken'; readonly reason: string };

/** Lets the thread of the next run of that kind come up. */
export const readyRunThread = (kind: RunKind): void => readyWorker('run', { kind } satisfies RunSetup);

/** Begins a run on a thread of its own. */
export function startRunThread(request: RunRequest): Worker {
  const worker = startWorker('run', { kind: request.job.kind } satisfies RunSetup);
  worker.postMessage(request satisfies RunOrder);
  return worker;
}
