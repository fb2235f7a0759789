import type { UnusualDetails } from '#shared/domain/unusual.ts';
import { HoldfastError } from '#shared/errors.ts';
import { auditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
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
  const find = async (plan: string): Promise<PlanRow> => {
    const row = await catalogue.read.plans.find(plan);
    if (!row) throw new HoldfastError('plan-not-found', { plan });
    return row;
  };
  return {
    list: async () => {
      const rows = await catalogue.read.plans.list();
      const found = await Promise.all(rows.map((row) => catalogue.read.unusual.change(row)));
      return found.filter((change) => change !== undefined);
    },
    details: async ({ plan }, signal) => lookInto(await find(plan), dependencies, signal),
    answer: async ({ plan, answer }) => {
      const row = await find(plan);
      const open = await catalogue.write.unusual.open(row.key);
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
