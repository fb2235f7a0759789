import crypto from 'node:crypto';
import { access } from 'node:fs/promises';
import type { RestorePreview, RestoreRequest } from '#shared/domain/restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import { plannedRestore } from '../audit/planned-restore.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import { type PlannedSnapshot, resolveSnapshot, withPlans } from '../snapshots/resolve-snapshot.ts';
import { sourcePath } from '../snapshots/source-path.ts';
import { startWorker } from '../workers.ts';
import type { RestoreOrder } from './open-restore.ts';
import type { PreviewAnswer, PreviewTask } from './preview.worker.ts';
import { preparePreviews, previewFile } from './preview-files.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly runs: Pick<RunService, 'start'>;
}

interface Remembered {
  readonly key: string;
  readonly at: number;
  readonly preview: RestorePreview;
}

/** For so long a dry run answers for the restore that follows it; then the target is looked at again. */
const validMs = 10 * 60 * 1000;

/** Dry runs of restores, and restores. */
export function createRestoreService({ home, catalogue, runs }: Dependencies): Service<'restores'> {
  let remembered: readonly Remembered[] = [];

  const resolve = async (reference: string): Promise<PlannedSnapshot> => {
    const { snapshots, plans } = catalogue.read;
    const [rows, planRows] = await Promise.all([snapshots.list(), plans.list()]);
    return resolveSnapshot(reference, withPlans(rows, planRows));
  };
  const makePreview = async (order: RestoreOrder, signal?: AbortSignal): Promise<RestorePreview> => {
    await preparePreviews(home);
    const preview = await runPreview({ home, previewId: crypto.randomUUID(), order }, signal);
    const valid = remembered.filter(({ at }) => Date.now() - at < validMs);
    remembered = [...valid, { key: JSON.stringify(order), at: Date.now(), preview }];
    return preview;
  };
  const recentPreview = (order: RestoreOrder): RestorePreview | undefined => {
    const key = JSON.stringify(order);
    return remembered.findLast((known) => known.key === key && Date.now() - known.at < validMs)?.preview;
  };
  return {
    preview: async (request, signal) => makePreview(toOrder(request, await resolve(request.snapshot)), signal),
    items: async ({ preview, ...page }) => {
      const file = previewFile(home, preview);
      const known =
        /^[0-9a-f-]{36}$/.test(preview) &&
        (await access(file).then(
          () => true,
          () => false,
        ));
      if (!known) throw new HoldfastError('invalid-input', { reason: 'That dry run is gone. Make it again.' });
      return catalogue.read.previews.items(file, { action: page.action, after: page.after, limit: page.limit });
    },
    start: async ({ confirm, ...request }) => {
      const found = await resolve(request.snapshot);
      const order = toOrder(request, found);
      const preview = recentPreview(order) ?? (await makePreview(order));
      if (preview.phrase !== null && confirm !== preview.phrase) throw confirmationNeeded(preview, preview.phrase);
      const { plan } = found.plan;
      // It has answered for its restore; another one looks at the target again.
      remembered = remembered.filter((known) => known.preview.id !== preview.id);
      return {
        runId: await runs.start({
          job: { kind: 'restore', ...order, previewId: preview.id },
          planId: plan.id,
          planName: plan.name,
          snapshotId: found.row.id,
          subject: describeOrder(order),
          audited: { planned: plannedRestore(preview) },
        }),
      };
    },
  };
}

function toOrder({ paths, to, exact }: RestoreRequest, { row }: PlannedSnapshot): RestoreOrder {
  const chosen = paths.map(sourcePath);
  return { snapshotId: row.id, paths: chosen.includes('/') ? [] : chosen, to, exact };
}

function runPreview(task: PreviewTask, signal?: AbortSignal): Promise<RestorePreview> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = startWorker('preview', task);
    // Asked to, not made to: to terminate a thread that is in a native module takes the process down.
    const stop = () => worker.postMessage('stop');
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', (answer: PreviewAnswer) => {
      if ('preview' in answer) resolve(answer.preview);
      else reject(new HoldfastError(answer.failure.code, answer.failure.details));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal?.removeEventListener('abort', stop);
      // After an answer this changes nothing.
      reject(new HoldfastError('cancelled'));
    });
  });
}

function confirmationNeeded(preview: RestorePreview, phrase: string): HoldfastError {
  const { newer, delete: deleted } = preview;
  const parts = [
    ...(newer > 0 ? [`overwrites ${entries(newer)} modified later than the snapshot’s`] : []),
    ...(deleted.entries > 0 ? [`deletes ${entries(deleted.entries)} that the snapshot does not hold`] : []),
  ];
  const consequence = `This restore ${parts.join(' and ')}.`;
  return new HoldfastError('confirmation-needed', { phrase, consequence, previewId: preview.id });
}

const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

function describeOrder({ paths, to }: RestoreOrder): string {
  const [first, second] = paths;
  const what = first === undefined ? 'everything' : second === undefined ? first : `${paths.length} paths`;
  return to === null ? `${what}, in place` : `${what}, to ${to}`;
}
