import { keepDatabase } from './keep-replaced.ts';
import {
  beginRestore,
  describeRestored,
  endRestore,
  noteRestore,
  nothing,
  type Outcome,
  type Scope,
} from './note-restore.ts';
import { takenRelations } from './restore-choice.ts';
import { dropTables, restoreWithin, type TableName } from './restore-within.ts';
import { inDatabase, type RestoreWork } from './restore-work.ts';

/**
 * Chosen schemas and tables of a database that stays: everything is dumped first, since others go on writing; then they are
 * replaced in one transaction.
 */
export async function carryOutWithin(scope: Scope<RestoreWork>): Promise<Outcome> {
  const { work, place, undo } = scope;
  const { context, order, open } = work;
  const present = await presentIn(work);
  const isTaken = takenRelations(order, work.archive.entries);
  const chosen = open.counts.tables.filter(({ schema, name }) => isTaken(schema, name));
  const created = chosen
    .filter(({ schema, name }) => !present.tables.has(JSON.stringify([schema, name])))
    .map(({ schema, name }): TableName => [schema, name]);
  beginRestore(scope, { mode: 'within', created });
  const restored = describeRestored(scope, { mode: 'within', created });
  try {
    const safetySnapshotId = place
      ? await keepDatabase(work, place, { database: order.target, restoredSnapshotId: order.snapshotId, restored })
      : null;
    noteRestore(scope, { stage: 'within', safetySnapshotId });
    const proven = chosen.length > 0 || undo === null ? await restoreWithin(work, present.schemas) : nothing;
    await dropTables(work, undo?.drop ?? []);
    return { mode: 'within', ...nothing, ...proven, bytes: open.dump.bytes, ...endRestore(scope, safetySnapshotId) };
  } catch (error) {
    noteRestore(scope, { stage: 'within', swept: true });
    context.log('what was chosen is as it was, or restored as a whole');
    throw error;
  }
}

async function presentIn(work: RestoreWork) {
  return inDatabase(work, work.order.target, async (client) => {
    const schemas = await client.query<{ name: string }>('SELECT nspname AS name FROM pg_catalog.pg_namespace');
    const tables = await client.query<{ schema: string; name: string }>(
      `SELECT n.nspname AS schema, c.relname AS name FROM pg_catalog.pg_class c
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f')`,
    );
    return {
      schemas: new Set(schemas.rows.map(({ name }) => name)),
      tables: new Set(tables.rows.map(({ schema, name }) => JSON.stringify([schema, name]))),
    };
  });
}
