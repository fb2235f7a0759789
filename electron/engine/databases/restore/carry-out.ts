import type { DatabaseRestoreMode, DatabaseRestoreResult } from '#shared/domain/database-restore.ts';
import { asHoldfastError, HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import type { DatabaseUndo } from './database-restore-order.ts';
import { keepDatabase, type SafetyPlace } from './keep-replaced.ts';
import { makeBeside } from './make-beside.ts';
import { dropDatabase, removeBeside } from './remove-beside.ts';
import { takenRelations } from './restore-choice.ts';
import { noteInDatabaseJournal, removeDatabaseJournal, writeDatabaseJournal } from './restore-journal.ts';
import { dropTables, restoreWithin, type TableName } from './restore-within.ts';
import { inDatabase, onServer, type RestoreWork, type TargetWork } from './restore-work.ts';
import type { RestoredDatabase } from './restored-database.ts';
import { inUse, swapDatabases } from './swap-databases.ts';

interface Scope<Work extends TargetWork> {
  readonly work: Work;
  readonly plan: PlanRow;
  /** Where what is replaced is kept; null: nothing is, or it is not to be kept. */
  readonly place: SafetyPlace | null;
  readonly passwordName: string | null;
  readonly undo: DatabaseUndo | null;
}

type Outcome = Pick<DatabaseRestoreResult, 'mode' | 'tables' | 'rows' | 'bytes' | 'checks' | 'safetySnapshotId'> & {
  /** It was done, and yet something is left that somebody has to see to. */
  readonly failure: HoldfastError | null;
};

const nothing = { tables: 0, rows: 0, bytes: 0, checks: { passed: 0, total: 0 } };

/**
 * A whole database: restored into a new one beside, which is proved; then both are renamed in one transaction, and what was
 * replaced is dumped and goes. So no write is lost between its dump and the moment it is replaced, what is there is used
 * until then, and cut off anywhere its name means the old one or the new one, whole.
 */
export async function carryOutBeside(
  scope: Scope<RestoreWork>,
  mode: Exclude<DatabaseRestoreMode, 'within'>,
): Promise<Outcome> {
  const { work } = scope;
  const { context, names, facts, order, open } = work;
  if (mode === 'replace' && facts.sessions.length > 0 && !order.endSessions) throw inUse(work, facts.sessions);
  begin(scope, { mode, created: [] });
  try {
    const proven = await makeBeside(work);
    await swap(scope, { made: names.made, kept: mode === 'replace' ? names.kept : null });
    const kept = mode === 'replace' ? await settleReplaced(scope, mode) : end(scope, null);
    return { mode, ...proven, bytes: open.dump.bytes, ...kept };
  } catch (thrown) {
    const error = withNextStep(work, thrown);
    if (await wasReplaced(scope)) throw error;
    await removeBeside(work).then(
      () => removeDatabaseJournal(context.home, context.runId),
      (failed: unknown) => {
        const reason = failed instanceof Error ? failed.message : String(failed);
        const message = `What was restored until then is on the server yet, under the name ${names.made}: ${reason} It is removed when Holdfast starts.`;
        context.warn({ code: 'not-deleted', path: names.made, message });
      },
    );
    throw error;
  }
}

/** What a server says of rights in general is about backups. */
function withNextStep({ order }: TargetWork, error: unknown): unknown {
  if (!(error instanceof HoldfastError) || (error.code !== 'database-rights' && error.code !== 'database-failed'))
    return error;
  const { user, reason } = error.details;
  const rest = `The database ${order.target} was not touched. Restore as a role that may do that (${user} may not), or leave owners and grants out (--no-owner).`;
  const untouched = `The database ${order.target} was not touched.`;
  return new HoldfastError(
    'database-not-restored',
    { database: order.database, reason: `${reason}.`, rest: error.code === 'database-rights' ? rest : untouched },
    error,
  );
}

/** Undo while what was replaced is on the server yet: no dump is needed to bring it back. */
export async function swapBack(scope: Scope<TargetWork>): Promise<Outcome> {
  const { work, undo } = scope;
  begin(scope, { mode: 'replace', created: [] });
  return brought(scope, async () => {
    const isThere = work.facts.there !== null;
    await swap(scope, { made: undo?.kept ?? null, kept: isThere ? work.names.kept : null });
    return { mode: 'replace', ...nothing, ...(isThere ? await settleReplaced(scope, 'replace') : end(scope, null)) };
  });
}

/** Undo of a restore that made a new database: it is kept as a dump, and goes. */
export async function removeDatabase(scope: Scope<TargetWork>): Promise<Outcome> {
  begin(scope, { mode: 'remove', created: [] });
  return brought(scope, async () => {
    await swap(scope, { made: null, kept: scope.work.names.kept });
    return { mode: 'remove', ...nothing, ...(await settleReplaced(scope, 'remove')) };
  });
}

async function brought(scope: Scope<TargetWork>, act: () => Promise<Outcome>): Promise<Outcome> {
  const { context } = scope.work;
  try {
    return await act();
  } catch (error) {
    if (!(await wasReplaced(scope))) removeDatabaseJournal(context.home, context.runId);
    throw error;
  }
}

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
  begin(scope, { mode: 'within', created });
  const restored = describe(scope, { mode: 'within', created });
  try {
    const safetySnapshotId = place
      ? await keepDatabase(work, place, { database: order.target, restoredSnapshotId: order.snapshotId, restored })
      : null;
    note(scope, { stage: 'within', safetySnapshotId });
    const proven = chosen.length > 0 || undo === null ? await restoreWithin(work, present.schemas) : nothing;
    await dropTables(work, undo?.drop ?? []);
    return { mode: 'within', ...nothing, ...proven, bytes: open.dump.bytes, ...end(scope, safetySnapshotId) };
  } catch (error) {
    note(scope, { stage: 'within', swept: true });
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

type Described = Pick<RestoredDatabase, 'mode' | 'created'>;

const describe = ({ work: { order } }: Scope<TargetWork>, { mode, created }: Described): RestoredDatabase => ({
  ...{ mode, connection: order.connection, targetSourceId: order.targetSourceId, target: order.target },
  ...{ schemas: [...order.schemas], tables: [...order.tables], created: [...created] },
});

function begin(scope: Scope<TargetWork>, described: Described): void {
  const { work, plan, passwordName, undo } = scope;
  const { context, order, names } = work;
  writeDatabaseJournal(context.home, {
    ...describe(scope, described),
    ...{
      format: 1,
      runId: context.runId,
      planId: plan.plan.id,
      snapshotId: order.snapshotId,
      startedAt: context.startedAt,
    },
    ...{ stage: 'making', made: names.made, kept: names.kept, passwordName, swept: false },
    ...{ safetySnapshotId: null, undoOf: undo?.runId ?? null, undoneBy: null },
  });
}

function note({ work: { context } }: Scope<TargetWork>, changes: Parameters<typeof noteInDatabaseJournal>[2]): void {
  noteInDatabaseJournal(context.home, context.runId, changes);
}

function end(scope: Scope<TargetWork>, safetySnapshotId: string | null): Pick<Outcome, 'safetySnapshotId' | 'failure'> {
  note(scope, { stage: 'done', safetySnapshotId, swept: true });
  return { safetySnapshotId, failure: null };
}

async function swap(
  scope: Scope<TargetWork>,
  names: { readonly made: string | null; readonly kept: string | null },
): Promise<void> {
  note(scope, { stage: 'swapping' });
  await swapDatabases(scope.work, names);
  note(scope, { stage: names.kept === null ? 'done' : 'replaced' });
}

/** A connection that was lost at the very moment leaves open what came of it: the server tells. */
async function wasReplaced({ work }: Scope<TargetWork>): Promise<boolean> {
  try {
    return await onServer(work, async (client) => (await existing(client, work.names.kept)) !== null, {
      uncancelled: true,
    });
  } catch {
    return true;
  }
}

async function existing(
  client: Parameters<Parameters<typeof onServer>[1]>[0],
  database: string,
): Promise<string | null> {
  const { rows } = await client.query<{ oid: string }>(
    'SELECT oid::text AS oid FROM pg_catalog.pg_database WHERE datname = $1',
    [database],
  );
  return rows[0]?.oid ?? null;
}

/** What was replaced goes once it is kept; if it can't be kept, it stays on the server, and that is told. */
async function settleReplaced(
  scope: Scope<TargetWork>,
  mode: 'replace' | 'remove',
): Promise<Pick<Outcome, 'safetySnapshotId' | 'failure'>> {
  const { work, place } = scope;
  const { context, names, order } = work;
  let safetySnapshotId: string | null = null;
  try {
    const restored = describe(scope, { mode, created: [] });
    if (place) {
      context.progress.enter('saving');
      safetySnapshotId = await keepDatabase(work, place, {
        database: names.kept,
        restoredSnapshotId: order.snapshotId,
        restored,
      });
    }
  } catch (error) {
    const { message } = context.signal.aborted ? new HoldfastError('cancelled', { rest: ' ' }) : asHoldfastError(error);
    note(scope, { swept: true });
    const run = context.runId.slice(0, 8);
    const details = { database: order.target, reason: message, kept: names.kept, run };
    return { safetySnapshotId: null, failure: new HoldfastError('database-not-kept', details, error) };
  }
  note(scope, { safetySnapshotId });
  try {
    await onServer(work, (client) => dropDatabase(client, names.kept), { uncancelled: true });
    return end(scope, safetySnapshotId);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `What was replaced is kept, and is also on the server yet, under the name ${names.kept} (${reason}). Remove it with DROP DATABASE.`;
    context.warn({ code: 'not-deleted', path: names.kept, message });
    note(scope, { stage: 'done', swept: true });
    return { safetySnapshotId, failure: null };
  }
}
