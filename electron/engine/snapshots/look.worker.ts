import { parentPort, workerData } from 'node:worker_threads';
import { asHoldfastError } from '#shared/errors.ts';
import { measureSnapshot } from '../storage/measure-snapshot.ts';
import { describeUnusual } from '../unusual/describe-unusual.ts';
import { compareFiles } from './compare-files.ts';
import type { LookAnswer, LookRequest } from './look-at-files.ts';
import { takeOut } from './take-out.ts';

/** Answers one request and ends. */
function main(request: LookRequest): void {
  parentPort?.postMessage(answer(request));
}

function answer(request: LookRequest): LookAnswer {
  try {
    switch (request.task) {
      case 'compare':
        return { value: compareFiles(request.from, request.to) };
      case 'take-out':
        return { value: takeOut(request) };
      case 'measure':
        return { value: measureSnapshot(request.folder) };
      case 'unusual':
        return { value: describeUnusual(request) };
    }
  } catch (error) {
    const { code, details } = asHoldfastError(error);
    return { error: { code, details } };
  }
}

main(workerData);
