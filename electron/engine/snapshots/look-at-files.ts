import type { TextComparison } from '#shared/domain/finding.ts';
import type { UnusualDetails } from '#shared/domain/unusual.ts';
import { type ErrorCode, type ErrorDetails, HoldfastError } from '#shared/errors.ts';
import type { Measured } from '../storage/measure-snapshot.ts';
import type { UnusualRequest } from '../unusual/describe-unusual.ts';
import { startWorker } from '../workers.ts';
import type { ComparedFile } from './compare-files.ts';
import type { TakeOut } from './take-out.ts';

interface CompareRequest {
  readonly task: 'compare';
  readonly from: ComparedFile;
  readonly to: ComparedFile;
}

export type LookRequest =
  | CompareRequest
  | ({ readonly task: 'take-out' } & TakeOut)
  | ({ readonly task: 'unusual' } & UnusualRequest)
  | { readonly task: 'measure'; readonly folder: string };

export type LookAnswer =
  | { readonly value: Value }
  | { readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** See `compareFiles`; on a thread of its own, which is ended when `signal` aborts. */
export const compareOnThread = (from: ComparedFile, to: ComparedFile, signal?: AbortSignal): Promise<TextComparison> =>
  ask({ task: 'compare', from, to }, isComparison, signal);

/** See `takeOut`; on a thread of its own, which is ended when `signal` aborts: what it leaves goes with the old copies. */
export const takeOutOnThread = (what: TakeOut, signal?: AbortSignal): Promise<string> =>
  ask({ task: 'take-out', ...what }, (value) => typeof value === 'string', signal);

/** See `describeUnusual`; on a thread of its own, which is ended when `signal` aborts. */
export const describeUnusualOnThread = (request: UnusualRequest, signal?: AbortSignal): Promise<UnusualDetails> =>
  ask({ task: 'unusual', ...request }, isDetails, signal);

/** See `measureSnapshot`; on a thread of its own, which is ended when `signal` aborts. */
export const measureOnThread = (folder: string, signal?: AbortSignal): Promise<Measured> =>
  ask({ task: 'measure', folder }, isMeasured, signal);

type Value = TextComparison | UnusualDetails | Measured | string;

const isMeasured = (value: Value): value is Measured => typeof value !== 'string' && 'uniqueBytes' in value;

const isDetails = (value: Value): value is UnusualDetails => typeof value !== 'string' && 'sampled' in value;

const isComparison = (value: Value): value is TextComparison =>
  typeof value !== 'string' && !isDetails(value) && !isMeasured(value);

function ask<Wanted extends Value>(
  request: LookRequest,
  isWanted: (value: Value) => value is Wanted,
  signal?: AbortSignal,
): Promise<Wanted> {
  return new Promise((resolve, reject) => {
    const worker = startWorker('look', request);
    const end = (): void => {
      signal?.removeEventListener('abort', end);
      // Not awaited: a hanging volume holds the thread, and must hold nobody else.
      worker.unref();
      void worker.terminate();
      reject(new HoldfastError('cancelled', { rest: 'Nothing was changed.' }));
    };
    worker.once('message', (answer: LookAnswer) => {
      if ('error' in answer) reject(new HoldfastError(answer.error.code, answer.error.details));
      else if (isWanted(answer.value)) resolve(answer.value);
      end();
    });
    worker.once('error', reject);
    worker.once('exit', end);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
