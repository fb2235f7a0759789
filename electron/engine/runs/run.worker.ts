import { parentPort, workerData } from 'node:worker_threads';
import { makeWay } from '../make-way.ts';
import { executeRun, type RunRequest } from './execute-run.ts';
import type { RunMessage } from './watch-run.ts';

const cancelled = new AbortController();
const request: RunRequest = workerData;

makeWay();
parentPort?.on('message', (message: unknown) => {
  if (message === 'cancel') cancelled.abort();
});

executeRun(request, cancelled.signal, (progress) => tell({ type: 'progress', progress }))
  .catch((error: unknown) => tell({ type: 'broken', reason: String(error) }))
  .finally(() => parentPort?.close());

function tell(message: RunMessage): void {
  parentPort?.postMessage(message);
}
