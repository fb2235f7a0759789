import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { HeldOnly } from '../catalogue/remove-snapshot.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { RunService, StartRun } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
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
  return {
    ...createSnapshotQueries(catalogue, finder),
    pin: async ({ snapshot, pinned }) => {
      const { row } = await finder.resolve(snapshot);
      await catalogue.write.states.change(row.id, { pinned });
      changes.emit(['snapshots']);
      return finder.describeOne(await finder.resolve(row.id));
    },
    remove: async ({ snapshot, confirm }) => {
      const found = await finder.resolve(snapshot);
      if (found.row.pinned) throw new HoldfastError('snapshot-pinned', { snapshot: found.row.name });
      if (confirm !== found.row.name) {
        throw confirmationNeeded(found, await catalogue.read.entries.heldOnlyBy(found.row.id));
      }
      return { runId: await runs.start(deletion(found)) };
    },
    verify: async ({ snapshot, plan }) => {
      const chosen =
        snapshot === undefined ? await finder.list(await finder.planKey(plan)) : [await finder.resolve(snapshot)];
      return { runId: await runs.start(verification(chosen.filter(({ row }) => !row.missing))) };
    },
  };
}

const deletion = ({ row, plan }: PlannedSnapshot): StartRun => ({
  job: { kind: 'delete', snapshotId: row.id },
  planId: plan.plan.id,
  planName: plan.plan.name,
  snapshotId: row.id,
  subject: row.name,
});

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

/** The phrase is the snapshot's name: nobody types it by habit. */
function confirmationNeeded({ row, plan }: PlannedSnapshot, only: HeldOnly): HoldfastError {
  const versions = only.files === 1 ? '1 version of a file' : `${only.files.toLocaleString('en')} versions of files`;
  const lost =
    only.files === 0
      ? 'Every file of it is in another snapshot too.'
      : `Lost with it: ${versions} (${formatBytes(only.bytes)}) that no other snapshot holds.`;
  const consequence = `This deletes the snapshot ${row.name} of “${plan.plan.name}” for good. ${lost}`;
  return new HoldfastError('confirmation-needed', { phrase: row.name, consequence, ...only });
}
