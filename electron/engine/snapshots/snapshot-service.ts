import { HoldfastError } from '#shared/errors.ts';
import { auditEntry, type NewAuditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Clock, Desktop } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { RunService, StartRun } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { createFindingQueries } from './finding-queries.ts';
import {
  findLeftOut,
  isKnown,
  type LeftOutSnapshot,
  leftOutConfirmation,
  startLeftOutDeletion,
} from './left-out-deletion.ts';
import { confirmationNeeded, planDeletion, startDeletion } from './plan-deletion.ts';
import type { PlannedSnapshot } from './resolve-snapshot.ts';
import { createSnapshotFinder } from './snapshot-finder.ts';
import { createSnapshotQueries } from './snapshot-queries.ts';
import { sourcePath } from './source-path.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly runs: Pick<RunService, 'start'>;
  readonly changes: ChangeHub;
  readonly clock: Clock;
  readonly desktop: Desktop;
}

/** Snapshots browsed, searched, compared, pinned, checked and deleted. */
export function createSnapshotService(dependencies: Dependencies): Service<'snapshots'> {
  const { catalogue, destinations, runs, changes, clock, desktop } = dependencies;
  const finder = createSnapshotFinder(catalogue, { destinations, clock });
  const removeLeftOut = async (found: LeftOutSnapshot, confirm: string | undefined) => {
    if (confirm !== found.name) throw leftOutConfirmation(found);
    return { runId: await runs.start(startLeftOutDeletion(found)) };
  };
  const leftOutBy = async ([reference = '', second]: readonly string[], all: readonly PlannedSnapshot[]) => {
    if (second !== undefined || isKnown(reference, all)) return undefined;
    const [leftOut, plans] = [await catalogue.read.plans.leftOut(), await catalogue.read.plans.list()];
    const known = leftOut.flatMap(({ planKey, name }) => {
      const plan = plans.find(({ key }) => key === planKey);
      return plan ? [{ plan, name }] : [];
    });
    return findLeftOut(reference, known);
  };
  const remove = async (references: readonly string[], confirm: string | undefined) => {
    const all = await finder.list();
    const leftOut = await leftOutBy(references, all);
    if (leftOut) return removeLeftOut(leftOut, confirm);
    const deletion = planDeletion(references, all);
    if (confirm !== deletion.phrase) {
      throw confirmationNeeded(deletion, await catalogue.read.entries.heldOnlyBy(deletion.snapshotIds));
    }
    return { runId: await runs.start(startDeletion(deletion)) };
  };
  const choose = async ({ snapshot, plan }: { snapshot?: string | undefined; plan?: string | undefined }) => {
    if (snapshot !== undefined) return [await finder.resolve(snapshot)];
    const all = await finder.list(await finder.planKeys(plan));
    const places = [...new Map(all.map((one) => [one.plan.key, one.plan])).values()];
    const there = new Set((await finder.reachablePlaces(places)).map(({ key }) => key));
    return all.filter((one) => there.has(one.plan.key));
  };
  return {
    ...createSnapshotQueries(catalogue, finder),
    ...createFindingQueries(catalogue, finder, desktop),
    pin: async ({ snapshot, pinned }) => {
      const found = await finder.resolve(snapshot);
      const { row } = found;
      if (row.pinned === pinned) return finder.describeOne(found);
      await catalogue.write.states.change(row.id, { pinned }, pinEntry(found, pinned, clock.now()));
      changes.emit(['snapshots']);
      return finder.describeOne(await finder.resolve(row.id));
    },
    remove: ({ snapshot, confirm }) => remove([snapshot], confirm),
    removeSeveral: ({ snapshots, confirm }) => remove(snapshots, confirm),
    verify: async ({ snapshot, plan }) => {
      const chosen = await choose({ snapshot, plan });
      return { runId: await runs.start({ job: { kind: 'verify', snapshotIds: idsOf(chosen) }, ...about(chosen) }) };
    },
    damage: async ({ snapshot, path, after, limit }) => {
      const { row } = await finder.resolve(snapshot);
      return catalogue.read.damage.page(row.id, { path: sourcePath(path), after, limit });
    },
    repair: async ({ snapshot, plan, dryRun }) => {
      const chosen = await choose({ snapshot, plan });
      const damaged = chosen.filter(({ row }) => row.damaged > 0);
      const wanted = damaged.length > 0 ? damaged : chosen;
      const job = { kind: 'repair', snapshotIds: idsOf(wanted), dryRun } as const;
      return { runId: await runs.start({ job, ...about(wanted) }) };
    },
  };
}

function pinEntry({ row, plan }: PlannedSnapshot, pinned: boolean, now: number): NewAuditEntry {
  return auditEntry(now, {
    action: pinned ? 'snapshot-pin' : 'snapshot-unpin',
    subject: row.name,
    planId: plan.plan.id,
    planName: plan.plan.name,
    snapshotId: row.id,
    snapshotName: row.name,
    details: {},
  });
}

const idsOf = (chosen: readonly PlannedSnapshot[]): string[] => chosen.map(({ row }) => row.id);

/** What a run over snapshots is called. Throws `invalid-input` where there are none. */
function about(chosen: readonly PlannedSnapshot[]): Omit<StartRun, 'job'> {
  const [first, second] = chosen;
  if (!first) throw new HoldfastError('invalid-input', { reason: 'There is no snapshot yet.' });
  const plan = chosen.every(({ plan }) => plan.plan.id === first.plan.plan.id) ? first.plan.plan : null;
  return {
    planId: plan?.id ?? null,
    planName: plan?.name ?? null,
    snapshotId: second ? null : first.row.id,
    subject: second ? `${chosen.length} snapshots` : first.row.name,
  };
}
