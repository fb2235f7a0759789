import type { Snapshot } from '#shared/domain/snapshot.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { At, Located } from '../catalogue/entries-store.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { snapshotPaths } from '../repository/layout.ts';
import { judgePlan } from '../retention/judge-plan.ts';
import { describeSnapshots, type Expiries, folderOf } from './describe-snapshots.ts';
import { type PlannedSnapshot, requireFiles, resolveSnapshot, withPlans } from './resolve-snapshot.ts';

/** Snapshots and what they hold, found by what a person calls them; for the services on the main thread. */
export type SnapshotFinder = ReturnType<typeof createSnapshotFinder>;

export function createSnapshotFinder(
  catalogue: CatalogueClient,
  { destinations, clock }: { readonly destinations: Pick<Destinations, 'check'>; readonly clock: Clock },
) {
  const { entries, snapshots, plans, repositories } = catalogue.read;

  /** Newest first. */
  const list = async (planKeys?: readonly number[]): Promise<PlannedSnapshot[]> => {
    const wanted = planKeys === undefined ? snapshots.list() : snapshots.listOf(planKeys);
    const [rows, planRows] = await Promise.all([wanted, plans.list()]);
    return withPlans(rows, planRows);
  };
  /** What the window asks by; does not look through all snapshots. */
  const byId = async (id: string): Promise<PlannedSnapshot | undefined> => {
    const [row, planRows] = await Promise.all([snapshots.byId(id), plans.list()]);
    return row && !row.missing ? withPlans([row], planRows)[0] : undefined;
  };
  const notFound = async (found: PlannedSnapshot, path: string): Promise<HoldfastError> =>
    new HoldfastError('path-not-found', {
      path,
      where: `the snapshot ${found.row.name} of “${found.plan.plan.name}”`,
      nearest: await entries.nearest(momentOf(found), path),
    });
  const expiries = async (found: readonly PlannedSnapshot[]): Promise<Expiries> => {
    const rows = new Map(
      found.flatMap(({ plan }) => (plan.plan.keep === null || !plan.inRotation ? [] : [[plan.key, plan] as const])),
    );
    const judged = await Promise.all([...rows.values()].map((row) => judgePlan(catalogue, row, { now: clock.now() })));
    return new Map(
      judged.flatMap(({ snapshots: all }) => all.map(({ snapshotId, expiresAt }) => [snapshotId, expiresAt])),
    );
  };
  const resolve = async (reference: string): Promise<PlannedSnapshot> =>
    (await byId(reference)) ?? resolveSnapshot(reference, await list());
  return {
    list,
    notFound,
    /** By id, a unique prefix of it, name, `latest`, `PLAN/latest`, `PLAN/NAME`. */
    resolve,
    /** The same, for whoever wants its files. Throws `snapshot-without-files` if it holds databases only. */
    resolveFiles: async (reference: string): Promise<PlannedSnapshot> => {
      const found = await resolve(reference);
      if (!found.row.hasFiles) requireFiles(found, await list([found.plan.key]));
      return found;
    },
    /** Keys of a plan in its repositories; undefined for no plan given. Throws `plan-not-found`. */
    planKeys: async (plan: string | undefined): Promise<readonly number[] | undefined> => {
      if (plan === undefined) return undefined;
      const row = await plans.find(plan);
      if (!row) throw new HoldfastError('plan-not-found', { plan });
      return (await plans.ofPlan(row.plan.id)).map(({ key }) => key);
    },
    /**
     * Of plans in several repositories only those in repositories that can be read right now, as some are always away; those of
     * a plan of which none can be read all stay.
     */
    reachablePlaces: async (rows: readonly PlanRow[]): Promise<readonly PlanRow[]> => {
      const all = await repositories.list();
      const there = new Set<number>();
      for (const repository of all.filter(({ key }) => rows.some(({ repositoryKey }) => repositoryKey === key))) {
        const { state } = await destinations.check(repository);
        if (state === 'ready' || state === 'read-only') there.add(repository.key);
      }
      const isThere = ({ repositoryKey }: PlanRow): boolean => there.has(repositoryKey);
      const some = new Set(rows.filter(isThere).map(({ plan }) => plan.id));
      return rows.filter((row) => isThere(row) || !some.has(row.plan.id));
    },
    describe: async (found: readonly PlannedSnapshot[]): Promise<Snapshot[]> =>
      describeSnapshots(found, await repositories.list(), destinations, await expiries(found)),
    describeOne: async (found: PlannedSnapshot): Promise<Snapshot> => {
      const [snapshot] = await describeSnapshots(
        [found],
        await repositories.list(),
        destinations,
        await expiries([found]),
      );
      if (!snapshot) throw new HoldfastError('snapshot-not-found', { snapshot: found.row.id });
      return snapshot;
    },
    /** Throws `path-not-found` with the nearest names. */
    locate: async (found: PlannedSnapshot, path: string): Promise<Located> => {
      const located = await entries.locate(momentOf(found), path);
      if (!located) throw await notFound(found, path);
      return located;
    },
    /** Throws the destination's error when the repository of a snapshot can't be read right now. */
    requireRepository: async (found: PlannedSnapshot): Promise<void> => {
      const repository = (await repositories.list()).find(({ key }) => key === found.plan.repositoryKey);
      const { state, failure } = repository ? await destinations.check(repository) : noFailure;
      if (failure && state !== 'read-only') throw new HoldfastError(failure.code, failure.details);
    },
    /** Where a path lies in the repository; the folder itself may not be there now. */
    placeOf: (found: PlannedSnapshot, path: string): string =>
      `${snapshotPaths(folderOf(found)).files}${path === '/' ? '' : path}`,
  };
}

const noFailure = { state: 'ready', failure: null } as const;

export const momentOf = ({ row, plan }: PlannedSnapshot): At => ({
  rootEntry: row.rootEntry ?? plan.rootEntry,
  sequence: row.sequence,
});
