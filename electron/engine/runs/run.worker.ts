import { parentPort, workerData } from 'node:worker_threads';
import { makeWay } from '../make-way.ts';
import { executeRun, loadJob, type RunRequest } from './execute-run.ts';
import type { RunMessage, RunOrder, RunSetup } from './run-thread.ts';

const cancelled = new AbortController();
const { kind }: RunSetup = workerData;

makeWay();
// What the run needs comes up before it is asked for; what fails of that fails again, and is told, in the run.
void loadJob(kind).catch(() => undefined);
parentPort?.on('message', (order: RunOrder) => {
  if (order === 'cancel') cancelled.abort();
  else if (order === 'close') parentPort?.close();
  else execute(order);
});

function execute(request: RunRequest): void {
  executeRun(request, cancelled.signal, (progress) => tell({ type: 'progress', progress }))
    .catch((error: unknown) => tell({ type: 'broken', reason: String(error) }))
    .finally(() => parentPort?.close());
}

function tell(message: RunMessage): void {
  parentPort?.postMessage(message);
}
