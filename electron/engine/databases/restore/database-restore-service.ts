import type { DatabaseRestoreRequest } from '#shared/domain/database-restore.ts';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import type { Clock } from '../../ports.ts';
import type { Destinations } from '../../repository/destinations.ts';
import type { RunService } from '../../runs/run-service.ts';
import type { Service } from '../../services.ts';
import { createSnapshotFinder } from '../../snapshots/snapshot-finder.ts';
import { countingMs, keepPassword, makePreview, plannedOf, requireReady } from './preview-restore.ts';
import { resolveOrder, type Where } from './resolve-order.ts';
import { createUndoDatabaseService } from './undo-database-service.ts';

export interface RestoreServiceDependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly runs: Pick<RunService, 'start'>;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly clock: Clock;
}

/** The same with what finds snapshots. */
export type RestoreServiceParts = RestoreServiceDependencies & Where;

type RestoreService = Pick<Service<'databases'>, 'restorePreview' | 'restore' | 'undoRestorePreview' | 'undoRestore'>;

/** Dry runs of restores of databases, restores, and their undoing. */
export function createDatabaseRestoreService(dependencies: RestoreServiceDependencies): RestoreService {
  const parts = { ...dependencies, finder: createSnapshotFinder(dependencies.catalogue, dependencies) };
  return {
    restorePreview: async (request, signal) =>
      makePreview(await resolveOrder(parts, request), { budgetMs: countingMs, signal }),
    restore: ({ confirm, ...request }, signal) => start(parts, { request, confirm, signal }),
    ...createUndoDatabaseService(parts),
  };
}

interface Started {
  readonly request: DatabaseRestoreRequest;
  readonly confirm: string | undefined;
  readonly signal: AbortSignal | undefined;
}

async function start(
  dependencies: RestoreServiceParts,
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
        passwordName: await keepPassword(dependencies.home, resolved),
      },
      ...{ planId: plan.id, planName: plan.name, snapshotId: found.row.id },
      subject: `${order.database} as ${order.target} on ${preview.target.server}`,
      audited: { planned: plannedOf(preview) },
    }),
  };
}
