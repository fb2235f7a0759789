import type { PlanStorage, RepositoryStorage } from '#shared/domain/storage.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { PlanSummary } from '../catalogue/summary-store.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { Space } from '../repository/free-space.ts';
import { describeRepositories, findRepository } from '../repository/repository-service.ts';
import type { Service } from '../services.ts';
import { folderOf } from '../snapshots/describe-snapshots.ts';
import { measureOnThread } from '../snapshots/look-at-files.ts';
import { createSnapshotFinder } from '../snapshots/snapshot-finder.ts';
import { type Content, createContentBytes } from './content-bytes.ts';
import { consideredMs, forecastFull } from './forecast-full.ts';
import { lowSpace } from './low-space.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly clock: Clock;
  /** Reserve that runs of a plan leave free; of those that have none of their own for null. */
  readonly keepFreeBytes: (planId: string | null, repositoryId?: string) => Promise<number>;
}

const dayMs = 24 * 60 * 60 * 1000;

/** What the repositories of this home hold, plan by plan, the room left for more, and for how long it will last. */
export function createStorageService(dependencies: Dependencies): Service<'storage'> {
  const { catalogue, destinations, clock, keepFreeBytes } = dependencies;
  const contentBytes = createContentBytes(catalogue);
  const finder = createSnapshotFinder(catalogue, dependencies);
  return {
    get: async () => {
      const [rows, plans, summaries] = await Promise.all([
        catalogue.read.repositories.list(),
        catalogue.read.plans.list(),
        catalogue.read.summary.plans(),
      ]);
      const [content, repositories] = await Promise.all([
        contentBytes(summaries),
        describeRepositories(rows, { catalogue, destinations }),
      ]);
      const summaryOf = new Map(summaries.map((summary) => [summary.planKey, summary]));
      const found = await Promise.all(
        rows.map(async (row, index): Promise<readonly RepositoryStorage[]> => {
          const repository = repositories[index];
          const own = plans.filter(({ repositoryKey }) => repositoryKey === row.key);
          const held = own.map((plan) => toPlanStorage(plan, summaryOf.get(plan.key), content.get(plan.key)));
          const bytes = held.reduce((sum, plan) => sum + plan.bytes, 0);
          const floorBytes = await floorOf(own, keepFreeBytes);
          const found = await roomOf(row, { ...dependencies, floorBytes });
          const isSample = own.length > 0 && own.every(({ plan }) => plan.sample);
          // It may be removed at any time, and nobody depends on it.
          const room = isSample ? { ...found, forecast: null, low: null } : found;
          return repository ? [{ repository, ...room, floorBytes, bytes, plans: held }] : [];
        }),
      );
      return { repositories: found.flat() };
    },
    trend: async ({ repository, days }) => {
      const row = await findRepository(catalogue, repository, destinations);
      const from = new Date(clock.now() - days * dayMs).toISOString().slice(0, 10);
      return { days: await catalogue.read.space.days(row.id, from) };
    },
    measure: async ({ snapshot }, signal) => {
      const found = await finder.resolve(snapshot);
      await finder.requireRepository(found);
      const { available } = await finder.describeOne(found);
      if (!available) throw new HoldfastError('snapshot-not-found', { snapshot: found.row.name });
      return { snapshotId: found.row.id, ...(await measureOnThread(folderOf(found), signal)) };
    },
  };
}

/** The largest reserve that a run into the repository has. */
async function floorOf(plans: readonly PlanRow[], reserve: Dependencies['keepFreeBytes']): Promise<number> {
  const each = plans.map(({ plan }) => reserve(plan.id, plan.repositoryId));
  return Math.max(...(await Promise.all(each.length === 0 ? [reserve(null)] : each)));
}

type Room = Pick<RepositoryStorage, 'totalBytes' | 'freeBytes' | 'forecast' | 'low'>;

/** What is free now, with what the days before say about how long that will last. */
async function roomOf(
  row: RepositoryRow,
  { catalogue, destinations, clock, floorBytes }: Dependencies & { readonly floorBytes: number },
): Promise<Room> {
  const { space } = await destinations.check(row);
  if (!space) return { totalBytes: null, freeBytes: null, forecast: null, low: null };
  const now = clock.now();
  const before = await catalogue.read.space.samples(row.id, new Date(now - consideredMs).toISOString().slice(0, 10));
  const forecast = forecastFull([...before, { at: now, ...spaceOf(space) }], { now, floorBytes });
  return {
    ...spaceOf(space),
    forecast: forecast && { ...forecast, fullAt: new Date(forecast.fullAt).toISOString() },
    low: lowSpace({ ...space, floorBytes, fullAt: forecast?.fullAt ?? null }, now),
  };
}

const spaceOf = ({ totalBytes, freeBytes }: Space): Space => ({ totalBytes, freeBytes });

function toPlanStorage({ plan }: PlanRow, summary: PlanSummary | undefined, content: Content | undefined): PlanStorage {
  const { bytes, dumpBytes, newestDumpBytes } = content ?? { bytes: 0, dumpBytes: 0, newestDumpBytes: 0 };
  return {
    planId: plan.id,
    planName: plan.name,
    snapshots: summary?.snapshots ?? 0,
    bytes,
    dumpBytes,
    newestBytes: (summary?.bytes ?? 0) + newestDumpBytes,
  };
}
