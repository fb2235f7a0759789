import { access } from 'node:fs/promises';
import type { RestorePreview, RestoreRequest } from '#shared/domain/restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import { plannedRestore } from '../audit/planned-restore.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { RunService } from '../runs/run-service.ts';
import { readyRunThread } from '../runs/run-thread.ts';
import type { Service } from '../services.ts';
import { type PlannedSnapshot, resolveSnapshot, withPlans } from '../snapshots/resolve-snapshot.ts';
import { sourcePath } from '../snapshots/source-path.ts';
import { describeOrder } from './describe-order.ts';
import type { RestoreOrder } from './open-restore.ts';
import { previewFile } from './preview-files.ts';
import type { Previews } from './previews.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly runs: Pick<RunService, 'start'>;
  readonly previews: Previews;
}

type RestoreService = Pick<Service<'restores'>, 'preview' | 'previewed' | 'dropPreview' | 'items' | 'start'>;

/** Dry runs of restores, and restores. */
export function createRestoreService({ home, catalogue, runs, previews }: Dependencies): RestoreService {
  const resolve = async (reference: string): Promise<PlannedSnapshot> => {
    const { snapshots, plans } = catalogue.read;
    const [rows, planRows] = await Promise.all([snapshots.list(), plans.list()]);
    return resolveSnapshot(reference, withPlans(rows, planRows));
  };
  return {
    preview: async (request, signal) => previews.begin(toOrder(request, await resolve(request.snapshot)), signal),
    previewed: async ({ preview }) => previews.look(preview),
    dropPreview: ({ preview }) => previews.drop(preview),
    items: async ({ preview, action, match, after, limit }) => {
      const file = previewFile(home, preview);
      if (!previews.isGoing(preview) && !(await isKept(preview, file))) {
        throw new HoldfastError('invalid-input', { reason: 'That dry run is gone. Make it again.' });
      }
      return catalogue.read.previews.items(file, { action, match, after, limit });
    },
    start: async ({ confirm, ...request }) => {
      const found = await resolve(request.snapshot);
      const order = toOrder(request, found);
      const recent = previews.recent(order);
      if (recent === undefined) readyRunThread('restore');
      const preview = await (recent ?? previews.whole(order));
      requireConfirmed(preview, confirm);
      previews.spend(preview.id);
      const { plan } = found.plan;
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

/** Its file is there; perhaps another engine made it. */
async function isKept(preview: string, file: string): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(preview)) return false;
  return access(file).then(
    () => true,
    () => false,
  );
}

function toOrder({ snapshot: _, ...request }: RestoreRequest, { row }: PlannedSnapshot): RestoreOrder {
  const chosen = request.paths.map(sourcePath);
  return { ...request, snapshotId: row.id, paths: chosen.includes('/') ? [] : chosen };
}

/** Throws `confirmation-needed` unless the phrase that a dry run asks for was typed. */
export function requireConfirmed({ id, phrase, consequence }: RestorePreview, confirm: string | undefined): void {
  if (phrase === null || confirm === phrase) return;
  throw new HoldfastError('confirmation-needed', { phrase, consequence: consequence ?? '', previewId: id });
}
