import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import type { DumpRow } from '../../catalogue/dumps-store.ts';
import type { Clock } from '../../ports.ts';
import type { Destinations } from '../../repository/destinations.ts';
import { isRunning } from '../../runs/process-identity.ts';
import type { RunService } from '../../runs/run-service.ts';
import type { Service } from '../../services.ts';
import { createSnapshotFinder } from '../../snapshots/snapshot-finder.ts';
import { startTestRestore } from './start-test-restore.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly runs: Pick<RunService, 'start'>;
  readonly clock: Clock;
}

/** Dumps tested on demand. */
export function createTestRestoreService({
  catalogue,
  destinations,
  runs,
  clock,
}: Dependencies): Pick<Service<'databases'>, 'testRestore'> {
  const { read } = catalogue;
  const finder = createSnapshotFinder(catalogue, { destinations, clock });
  const newestOf = async (plan: string | undefined): Promise<DumpRow[]> => {
    const only = await finder.planKeys(plan);
    const rows = (await read.plans.list()).filter(({ key }) => only === undefined || only.includes(key));
    const there = await finder.reachablePlaces(rows);
    const all = (await Promise.all(there.map(({ key }) => read.dumps.newestGood(key)))).flat();
    return all.filter(({ dump }) => !all.some((other) => isNewer(other.dump, dump)));
  };
  const inSnapshot = async (snapshot: string): Promise<DumpRow[]> => {
    const { row } = await finder.resolve(snapshot);
    return read.dumps.find({ snapshotId: row.id });
  };
  return {
    testRestore: async ({ snapshot, plan, source, database }) => {
      const open = (await read.runs.open()).filter(isRunning);
      if (open.some(({ kind }) => kind === 'test-restore')) throw new HoldfastError('test-restore-running');
      const rows = snapshot === undefined ? await newestOf(plan) : await inSnapshot(snapshot);
      const chosen = rows
        .map(({ dump }) => dump)
        .filter((dump) => source === undefined || dump.sourceId === source || dump.label === source)
        .filter((dump) => database === undefined || dump.database === database);
      const [first] = chosen;
      if (!first) throw new HoldfastError('invalid-input', { reason: nothingThere });
      const { planId: id, planName: name } = first;
      const single = chosen.every(({ planId }) => planId === id);
      return { runId: await runs.start(startTestRestore(single ? { id, name } : null, chosen.map(toReference))) };
    },
  };
}

/** The same database in another of the plan's repositories, dumped later. */
const isNewer = (one: DumpRow['dump'], other: DumpRow['dump']): boolean =>
  one.planId === other.planId &&
  one.sourceId === other.sourceId &&
  one.database === other.database &&
  one.snapshotId !== other.snapshotId &&
  one.at > other.at;

const toReference = ({ snapshotId, sourceId, database }: DumpRow['dump']) => ({ snapshotId, sourceId, database });

const nothingThere = 'No dump of a database is there to be tested. See “holdfast databases”.';
