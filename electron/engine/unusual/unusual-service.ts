import type { UnusualChange, UnusualDetails } from '#shared/domain/unusual.ts';
import { HoldfastError } from '#shared/errors.ts';
import { auditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { placesOf } from '../plans/plan-rounds.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { planPaths, snapshotPaths } from '../repository/layout.ts';
import type { Service } from '../services.ts';
import { describeUnusualOnThread } from '../snapshots/look-at-files.ts';
import type { ChangeHub } from '../system/change-hub.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly changes: ChangeHub;
  readonly clock: Clock;
  /** Looks at once whether anything goes now. */
  readonly look: () => void;
}

/** Unusual changes: told, looked into, answered. */
export function createUnusualService(dependencies: Dependencies): Service<'unusual'> {
  const { catalogue, changes, clock, look } = dependencies;
  /** In the repositories where there is something to answer, the newest first; in its first one where there is nothing. */
  const find = async (plan: string): Promise<[PlanRow, ...PlanRow[]]> => {
    const [first, ...others] = await placesOf(catalogue, plan);
    if (!first) throw new HoldfastError('plan-not-found', { plan });
    const told = await Promise.all([first, ...others].map(async (row) => ({ row, change: await changeOf(row) })));
    const [newest = first, ...rest] = told.sort(byNewest).flatMap(({ row, change }) => (change ? [row] : []));
    return [newest, ...rest];
  };
  const changeOf = (row: PlanRow) => catalogue.read.unusual.change(row);
  const isThere = async ({ plan }: PlanRow): Promise<boolean> => {
    const repository = await catalogue.read.repositories.byId(plan.repositoryId);
    return repository !== undefined && (await dependencies.destinations.check(repository)).state === 'ready';
  };
  return {
    list: async () => {
      const rows = await catalogue.read.plans.list();
      const found = await Promise.all(rows.map(async (row) => ({ change: await changeOf(row) })));
      const newestFirst = found.sort(byNewest).flatMap(({ change }) => change ?? []);
      // Of a plan in several repositories the newest stands for all.
      const plans = new Map(newestFirst.toReversed().map((change) => [change.planId, change]));
      return newestFirst.filter((change) => plans.get(change.planId) === change);
    },
    details: async ({ plan }, signal) => lookInto((await find(plan))[0], dependencies, signal),
    answer: async ({ plan, answer }) => {
      const rows = await find(plan);
      const [row] = rows;
      // What lies on a drive that is away has to be answered when it is back: the answer is kept with the snapshot.
      const there = await Promise.all(rows.map(isThere));
      const answered = there.includes(true) ? rows.filter((_, index) => there[index]) : rows;
      const open = (await Promise.all(answered.map(({ key }) => catalogue.write.unusual.open(key)))).flat();
      const [first] = open;
      if (!first) throw new HoldfastError('nothing-unusual', { plan: row.plan.name });
      const at = new Date(clock.now()).toISOString();
      const { files, changed, removed } = first;
      const entry = auditEntry(clock.now(), {
        ...{ action: 'unusual-answer', subject: row.plan.name, planId: row.plan.id, planName: row.plan.name },
        ...{ snapshotId: first.snapshotId, snapshotName: first.name },
        details: { order: { answer, backups: open.length, files, changed, removed } },
      });
      for (const { snapshotId } of open) {
        const told = snapshotId === first.snapshotId ? entry : undefined;
        await catalogue.write.states.change(snapshotId, { unusual: { answer, at } }, told);
      }
      changes.emit(['plans', 'snapshots']);
      look();
    },
  };
}

interface Told {
  readonly change: UnusualChange | undefined;
}

const byNewest = (one: Told, other: Told): number =>
  (one.change?.last.at ?? '') > (other.change?.last.at ?? '') ? -1 : 1;

async function lookInto(
  row: PlanRow,
  { home, catalogue, destinations }: Dependencies,
  signal?: AbortSignal,
): Promise<UnusualDetails | null> {
  const change = await catalogue.read.unusual.change(row);
  if (!change) return null;
  const [before, last] = await Promise.all(
    [change.before, change.last].map((moment) => moment && catalogue.read.snapshots.byId(moment.snapshotId)),
  );
  const repository = await catalogue.read.repositories.byId(row.plan.repositoryId);
  const state = repository && (await destinations.check(repository)).state;
  const there = state === 'ready' || state === 'read-only';
  const folder = `${planPaths(row.repositoryPath, row.plan.slug).snapshots}/${change.last.name}`;
  const range = { planKey: row.key, before: before?.sequence ?? 0, last: last?.sequence ?? 0 };
  return describeUnusualOnThread({ home, range, change, files: there ? snapshotPaths(folder).files : null }, signal);
}
