import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { asHoldfastError, type ErrorCode, type ErrorDetails, HoldfastError } from '#shared/errors.ts';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { openCatalogue } from '../catalogue/open-catalogue.ts';
import { makeWay } from '../make-way.ts';
import { describePreview } from './describe-preview.ts';
import { listRestore } from './list-restore.ts';
import { openRestore, type RestoreOrder } from './open-restore.ts';
import { previewFile } from './preview-files.ts';

export interface PreviewTask {
  readonly home: string;
  readonly previewId: string;
  readonly order: RestoreOrder;
}

export type PreviewAnswer =
  | { readonly preview: RestorePreview }
  | { readonly failure: { readonly code: ErrorCode; readonly details: ErrorDetails } };

makeWay();
const stop = new AbortController();
parentPort?.on('message', () => stop.abort(new HoldfastError('cancelled')));

/** Makes one dry run on this thread and answers once; any message stops it. */
async function makePreview({ home, previewId, order }: PreviewTask): Promise<RestorePreview> {
  const db = openCatalogue(home);
  try {
    const open = openRestore(createCatalogue(db), home, order);
    const file = previewFile(home, previewId);
    const { signal } = stop;
    const pause = async (): Promise<void> => {
      await setImmediate();
      signal.throwIfAborted();
    };
    const { exact } = order;
    const { list, keep } = await listRestore({ db, open, exact, file, onBlocked: () => {}, pause, signal });
    const preview = describePreview(previewId, open, { totals: list.totals(), keep });
    list.close();
    return preview;
  } finally {
    db.close();
  }
}

makePreview(workerData)
  .then((preview) => parentPort?.postMessage({ preview } satisfies PreviewAnswer))
  .catch((error: unknown) => {
    const { code, details } = asHoldfastError(error);
    parentPort?.postMessage({ failure: { code, details } } satisfies PreviewAnswer);
  })
  .finally(() => parentPort?.close());
