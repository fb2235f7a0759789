import { parentPort, workerData } from 'node:worker_threads';
import { asHoldfastError } from '#shared/errors.ts';
import { executeRun, type RunRequest } from './execute-run.ts';

const cancelled = new AbortController();
const request: RunRequest = workerData;

parentPort?.on('message', (message: unknown) => {
  if (message === 'cancel') cancelled.abort();
});

executeRun(request, cancelled.signal, (progress) => parentPort?.postMessage({ type: 'progress', progress }))
  .then(() => parentPort?.postMessage({ type: 'ended' }))
  .catch((error: unknown) => {
    const { code, details } = asHoldfastError(error);
    parentPort?.postMessage({ type: 'broken', code, details });
  })
  .finally(() => parentPort?.close());
