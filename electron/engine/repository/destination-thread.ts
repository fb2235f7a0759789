import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { type ErrorCode, type ErrorDetails, HoldfastError } from '#shared/errors.ts';
import { startWorker } from '../workers.ts';
import type { DestinationTask, DestinationTasks } from './destination-tasks.ts';

export interface DestinationCall {
  readonly task: DestinationTask;
  readonly input: { readonly path: string };
}

export type DestinationAnswer =
  | { readonly type: 'begun' }
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly details: ErrorDetails };

interface Waiting {
  readonly call: DestinationCall;
  readonly limitMs: number;
  readonly settle: (answer: DestinationAnswer | 'silent') => void;
}

const closeMs = 2000;

/**
 * A thread that does one destination task after the other. When a volume hangs it for longer than the task's limit,
 * the task fails with `destination-silent`, another thread goes on with the rest, and the hung one is left to end by
 * itself; until it does, further tasks of that path fail at once instead of hanging another.
 */
export function createDestinationThread() {
  const queue: Waiting[] = [];
  const silent = new Set<string>();
  let worker: Worker | undefined;
  let current: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;

  const next = (): void => {
    if (current) return;
    current = queue.shift();
    if (!current) {
      worker?.unref();
    } else if (silent.has(current.call.input.path)) {
      finish('silent');
    } else {
      worker ??= start();
      worker.ref();
      worker.postMessage(current.call);
    }
  };
  const finish = (answer: DestinationAnswer | 'silent'): void => {
    clearTimeout(timer);
    const done = current;
    current = undefined;
    done?.settle(answer);
    next();
  };
  const start = (): Worker => {
    const started = startWorker('destination', null);
    started.on('message', (answer: DestinationAnswer) => {
      // Timed from here: starting the thread is not the volume's fault.
      if (answer.type === 'begun') timer = setTimeout(() => abandon(started), current?.limitMs ?? 0);
      else finish(answer);
    });
    started.once('error', (error) => {
      worker = undefined;
      finish({ type: 'failed', code: 'internal', details: { reason: error.message } });
    });
    return started;
  };
  const abandon = (hung: Worker): void => {
    const path = current?.call.input.path ?? '';
    silent.add(path);
    hung.removeAllListeners('message');
    hung.once('message', () => {
      silent.delete(path);
      hung.postMessage('close');
    });
    hung.unref();
    worker = undefined;
    finish('silent');
  };
  return {
    ask: <Task extends DestinationTask>(task: Task, input: DestinationTasks[Task]['in'], limitMs: number) =>
      new Promise<DestinationTasks[Task]['out']>((resolve, reject) => {
        const settle: Waiting['settle'] = (answer) => {
          if (answer === 'silent') reject(new HoldfastError('destination-silent', { path: input.path }));
          else if (answer.type === 'failed') reject(new HoldfastError(answer.code, answer.details));
          else if (answer.type === 'done') resolve(answer.value as DestinationTasks[Task]['out']);
        };
        queue.push({ call: { task, input }, limitMs, settle });
        next();
      }),
    ready: (): void => {
      if (worker) return;
      worker = start();
      worker.unref();
    },
    close: async () => {
      clearTimeout(timer);
      const closing = { type: 'failed', code: 'internal', details: { reason: 'Holdfast is closing' } } as const;
      for (const left of [...(current ? [current] : []), ...queue.splice(0)]) left.settle(closing);
      // A thread that a volume hangs ends when the process does.
      if (worker) await Promise.race([worker.terminate(), delay(closeMs, undefined, { ref: false })]);
      worker = undefined;
    },
  };
}
