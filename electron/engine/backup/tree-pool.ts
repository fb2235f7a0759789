import os from 'node:os';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../workers.ts';
import type { ScanSetup, TaskAnswer, TaskName, TaskRequest, TreeMessage, TreeSetup, TreeTasks } from './tree-tasks.ts';

/** A few threads that walk, link, read and hash for a run. */
export interface TreePool {
  readonly size: number;
  /** Rejects with the file system's own error (its code and path are kept) or whatever else the thread's work failed with. */
  run<Name extends TaskName>(name: Name, input: TreeTasks[Name]['in']): Promise<TreeTasks[Name]['out']>;
  /** Tells all threads what they have to know before the first `scan`. */
  prepareScan(setup: ScanSetup): void;
  close(): Promise<void>;
}

interface Job {
  readonly message: TaskRequest;
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

/** Two cores are worth two threads; more than four only move the wait to the disk. */
export const poolSize = Math.min(4, Math.max(2, os.availableParallelism()));

/** Starts the threads; what a scan has to know they may be told later, while they already come up. */
export function createTreePool(home: string): TreePool {
  const queue: Job[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Job>();
  let broken: Error | null = null;

  const next = (worker: Worker): void => {
    const job = queue.shift();
    if (!job) {
      idle.push(worker);
      return;
    }
    busy.set(worker, job);
    worker.postMessage(job.message);
  };
  /** Without one of its threads the pool gives up: the run fails, and so ends. */
  const giveUp = (error: Error): void => {
    broken ??= error;
    for (const job of [...busy.values(), ...queue.splice(0)]) job.reject(broken);
    busy.clear();
    idle.length = 0;
  };
  const start = (index: number): Thread => {
    const worker = startWorker('tree', { home, index, count: poolSize + 1 } satisfies TreeSetup);
    worker.on('message', (answer: TaskAnswer) => {
      const job = busy.get(worker);
      busy.delete(worker);
      if (job) settle(job, answer);
      if (!broken) next(worker);
    });
    worker.on('error', giveUp);
    idle.push(worker);
    return { worker, exited: new Promise((resolve) => worker.once('exit', () => resolve())) };
  };
  const threads = Array.from({ length: poolSize }, (_, index) => start(index));
  return {
    size: poolSize,
    run: (name, input) =>
      new Promise((resolve, reject) => {
        if (broken) throw broken;
        queue.push({ message: { name, input }, resolve, reject });
        const worker = idle.pop();
        if (worker) next(worker);
      }),
    prepareScan: (scan) => {
      for (const { worker } of threads) worker.postMessage({ scan } satisfies TreeMessage);
    },
    close: async () => {
      queue.length = 0;
      await Promise.all(threads.map(endThread));
    },
  };
}

interface Thread {
  readonly worker: Worker;
  readonly exited: Promise<void>;
}

const graceMs = 10_000;

/**
 * Lets a thread end what it is at. To terminate one that is loading or calling a native module takes the whole process
 * down with it, so that is for threads stuck in a file system that does not answer.
 */
async function endThread({ worker, exited }: Thread): Promise<void> {
  worker.postMessage('close');
  const timer = setTimeout(() => void worker.terminate(), graceMs);
  await exited;
  clearTimeout(timer);
}

function settle(job: Job, answer: TaskAnswer): void {
  if ('output' in answer) job.resolve(answer.output as never);
  else job.reject(toError(answer.failure));
}

const toError = ({ code, message, path }: { code: string; message: string; path: string }): Error =>
  Object.assign(new Error(message), { code, path });
