import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { RunService, StartRun } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { confirmationNeeded, planDeletion, startDeletion } from './plan-deletion.ts';
import type { PlannedSnapshot } from './resolve-snapshot.ts';
import { createSnapshotFinder } from './snapshot-finder.ts';
import { createSnapshotQueries } from './snapshot-queries.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly runs: Pick<RunService, 'start'>;
  readonly changes: ChangeHub;
}

/** Snapshots browsed, searched, compared, pinned, checked and deleted. */
export function createSnapshotService(dependencies: Dependencies): Service<'snapshots'> {
  const { catalogue, destinations, runs, changes } = dependencies;
  const finder = createSnapshotFinder(catalogue, destinations);
  const remove = async (references: readonly string[], confirm: string | undefined) => {
    const deletion = planDeletion(references, await finder.list());
    if (confirm !== deletion.phrase) {
      throw confirmationNeeded(deletion, await catalogue.read.entries.heldOnlyBy(deletion.snapshotIds));
    }
    return { runId: await runs.start(startDeletion(deletion)) };
  };
  return {
    ...createSnapshotQueries(catalogue, finder),
    pin: async ({ snapshot, pinned }) => {
      const { row } = await finder.resolve(snapshot);
      await catalogue.write.states.change(row.id, { pinned });
      changes.emit(['snapshots']);
      return finder.describeOne(await finder.resolve(row.id));
    },
    remove: ({ snapshot, confirm }) => remove([snapshot], confirm),
    removeSeveral: ({ snapshots, confirm }) => remove(snapshots, confirm),
    verify: async ({ snapshot, plan }) => {
      const chosen =
        snapshot === undefined ? await finder.list(await finder.planKey(plan)) : [await finder.resolve(snapshot)];
      return { runId: await runs.start(verification(chosen.filter(({ row }) => !row.missing))) };
    },
  };
}

function verification(chosen: readonly PlannedSnapshot[]): StartRun {
  const [first, second] = chosen;
  if (!first) throw new HoldfastError('invalid-input', { reason: 'There is no snapshot to verify yet.' });
  const plan = chosen.every(({ row }) => row.planKey === first.row.planKey) ? first.plan.plan : null;
  return {
    job: { kind: 'verify', snapshotIds: chosen.map(({ row }) => row.id) },
    planId: plan?.id ?? null,
    planName: plan?.name ?? null,
    snapshotId: second ? null : first.row.id,
    subject: second ? `${chosen.length} snapshots` : first.row.name,
  };
}
