import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { DumpChoice, DumpRow } from '../catalogue/dumps-store.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { Service } from '../services.ts';
import type { PlannedSnapshot } from '../snapshots/resolve-snapshot.ts';
import { createSnapshotFinder } from '../snapshots/snapshot-finder.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly clock: Clock;
}

type Queries = Pick<Service<'databases'>, 'dumps' | 'dump' | 'tables' | 'growth'>;

/** Which database somebody means: by its name, and the id or label of its server where several have one of that name. */
interface DatabaseReference {
  readonly source?: string | undefined;
  readonly database: string;
}

/** What snapshots hold of databases: dumps, their tables, and how both grew. */
export function createDumpQueries({ catalogue, ...others }: Dependencies): Queries {
  const { dumps } = catalogue.read;
  const finder = createSnapshotFinder(catalogue, others);
  const inSnapshot = async (reference: string, database: DatabaseReference): Promise<DumpRow> =>
    findDump(catalogue, await finder.resolve(reference), database);
  return {
    dumps: async ({ plan, snapshot, ...choice }) => {
      const planKeys = await finder.planKeys(plan);
      const snapshotId = snapshot === undefined ? undefined : (await finder.resolve(snapshot)).row.id;
      return dumps.page({ ...choice, planKeys, snapshotId });
    },
    dump: async ({ snapshot, ...database }) => {
      const found = await inSnapshot(snapshot, database);
      return { dump: found.dump, previous: (await dumps.before(found))?.dump ?? null };
    },
    tables: async ({ snapshot, after, limit, ...database }) => {
      const found = await inSnapshot(snapshot, database);
      const before = await dumps.before(found);
      return dumps.tables({ key: found.key, beforeKey: before?.key ?? null, after, limit });
    },
    growth: async ({ plan, points, after, limit, ...database }) => {
      const all = await dumps.find({ ...database, planKeys: await finder.planKeys(plan) });
      const { dump } = onlyOne(all, database, undefined);
      const planKeys = (await finder.planKeys(dump.planId)) ?? [];
      return dumps.growth({ planKeys, sourceId: dump.sourceId, database: dump.database, points, after, limit });
    },
  };
}

/** The dump of a database in a snapshot. Throws `dump-not-found`, or `invalid-input` where several servers have one. */
async function findDump(
  { read: { dumps } }: Pick<CatalogueClient, 'read'>,
  { row, plan }: PlannedSnapshot,
  database: DatabaseReference,
): Promise<DumpRow> {
  const choice: DumpChoice = { snapshotId: row.id, ...database };
  return onlyOne(await dumps.find(choice), database, `the snapshot ${row.name} of “${plan.plan.name}”`);
}

/** The newest of the database that is meant. */
function onlyOne(all: readonly DumpRow[], { database }: DatabaseReference, where: string | undefined): DumpRow {
  const [first] = all;
  if (!first) throw new HoldfastError('dump-not-found', { database, where });
  const isSame = ({ dump }: DumpRow) => dump.planId === first.dump.planId && dump.sourceId === first.dump.sourceId;
  if (all.every(isSame)) return first;
  const plans = new Set(all.map(({ dump }) => dump.planName));
  const labels = new Set(all.map(({ dump }) => dump.label));
  const [what, names] = plans.size > 1 ? ['plans', plans] : ['servers', labels];
  throw new HoldfastError('invalid-input', {
    reason: `Several ${what} have a database “${database}”: ${[...names].join(', ')}. Say which one is meant.`,
  });
}
