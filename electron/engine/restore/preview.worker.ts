import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { type RestorePreview, restoreActions } from '#shared/domain/restore.ts';
import { asHoldfastError, type ErrorCode, type ErrorDetails, HoldfastError } from '#shared/errors.ts';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { openCatalogue } from '../catalogue/open-catalogue.ts';
import { makeWay } from '../make-way.ts';
import { makePreview, type PreviewOrder } from './make-preview.ts';

export interface PreviewTask {
  readonly home: string;
  readonly previewId: string;
  readonly order: PreviewOrder;
}

/** Previews come one after the other, the last of them complete; or a failure ends it. */
export type PreviewAnswer =
  | { readonly preview: RestorePreview }
  | { readonly failure: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** It goes through the catalogue folder by folder: little of it is needed twice. */
const previewCacheKb = 4000;

/** What its thread is told: to begin, once; to stop; or that there is nothing to do for it. */
export type PreviewMessage = PreviewTask | 'stop' | 'close';

const stop = new AbortController();
parentPort?.on('message', (message: PreviewMessage) => {
  if (message === 'close') parentPort?.close();
  else if (message === 'stop') stop.abort(new HoldfastError('cancelled'));
  else begin(message);
});
const answer = (given: PreviewAnswer): void => parentPort?.postMessage(given);

/** So long somebody waits for the first of it at most. */
const awaitedMs = 1000;
let [awaited, begunAt] = [true, 0];

/** Somebody waits for the first of it, whatever else the computer does; then it steps back, as a run does. */
function tell(preview: RestorePreview): void {
  answer({ preview });
  const some = restoreActions.some((action) => preview.totals[action].entries > 0);
  if (!awaited || !(some || performance.now() - begunAt > awaitedMs)) return;
  awaited = false;
  makeWay();
}

/** Makes one dry run on this thread, telling how far it has come. */
async function run({ home, previewId, order }: PreviewTask): Promise<void> {
  const db = openCatalogue(home, { cacheKb: previewCacheKb });
  try {
    await makePreview({
      ...{ db, catalogue: createCatalogue(db), home, previewId, order },
      signal: stop.signal,
      onFound: tell,
      pause: async () => {
        await setImmediate();
        stop.signal.throwIfAborted();
      },
    });
  } finally {
    db.close();
  }
}

function begin(task: PreviewTask): void {
  begunAt = performance.now();
  run(task)
    .catch((error: unknown) => {
      const { code, details } = asHoldfastError(error);
      answer({ failure: { code, details } });
    })
    .finally(() => parentPort?.close());
}
