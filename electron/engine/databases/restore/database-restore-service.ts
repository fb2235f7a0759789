import type { DatabaseRestoreRequest } from '#shared/domain/database-restore.ts';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import type { RunService } from '../../runs/run-service.ts';
import type { Service } from '../../services.ts';
import { countingMs, keepPassword, makePreview, plannedOf, requireReady } from './preview-restore.ts';
import { resolveOrder } from './resolve-order.ts';
import { createUndoDatabaseService } from './undo-database-service.ts';

export interface RestoreServiceDependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly runs: Pick<RunService, 'start'>;
}

type RestoreService = Pick<Service<'databases'>, 'restorePreview' | 'restore' | 'undoRestorePreview' | 'undoRestore'>;

/** Dry runs of restores of databases, restores, and their undoing. */
export const createDatabaseRestoreService = (dependencies: RestoreServiceDependencies): RestoreService => ({
  restorePreview: async (request, signal) =>
    makePreview(await resolveOrder(dependencies, request), { budgetMs: countingMs, signal }),
  restore: ({ confirm, ...request }, signal) => start(dependencies, { request, confirm, signal }),
  ...createUndoDatabaseService(dependencies),
});

interface Started {
  readonly request: DatabaseRestoreRequest;
  readonly confirm: string | undefined;
  readonly signal: AbortSignal | undefined;
}

async function start(
  dependencies: RestoreServiceDependencies,
  { request, confirm, signal }: Started,
): Promise<{ runId: string }> {
  const resolved = await resolveOrder(dependencies, request);
  // Who has typed the phrase has seen the counts.
  const preview = await makePreview(resolved, { budgetMs: confirm === undefined ? countingMs : 0, signal });
  requireReady(preview, confirm);
  const { order, found } = resolved;
  const { plan } = found.plan;
  return {
    runId: await dependencies.runs.start({
      job: {
        ...{ kind: 'restore-database', ...order, planId: plan.id, undo: null },
        passwordName: keepPassword(dependencies.home, resolved),
      },
      ...{ planId: plan.id, planName: plan.name, snapshotId: found.row.id },
      subject: `${order.database} as ${order.target} on ${preview.target.server}`,
      audited: { planned: plannedOf(preview) },
    }),
  };
}
