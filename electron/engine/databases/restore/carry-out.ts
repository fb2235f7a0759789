import type { DatabaseRestoreMode } from '#shared/domain/database-restore.ts';
import { asHoldfastError, HoldfastError } from '#shared/errors.ts';
import { keepDatabase } from './keep-replaced.ts';
import { makeBeside } from './make-beside.ts';
import {
  beginRestore,
  describeRestored,
  endRestore,
  noteRestore,
  nothing,
  type Outcome,
  type Scope,
} from './note-restore.ts';
import { dropDatabase, removeBeside } from './remove-beside.ts';
import { removeDatabaseJournal } from './restore-journal.ts';
import { onServer, type RestoreWork, type TargetWork } from './restore-work.ts';
import { inUse, swapDatabases } from './swap-databases.ts';

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
  beginRestore(scope, { mode, created: [] });
  try {
    const proven = await makeBeside(work);
    await swap(scope, { made: names.made, kept: mode === 'replace' ? names.kept : null });
    const kept = mode === 'replace' ? await settleReplaced(scope, mode) : endRestore(scope, null);
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
  beginRestore(scope, { mode: 'replace', created: [] });
  return brought(scope, async () => {
    const isThere = work.facts.there !== null;
    await swap(scope, { made: undo?.kept ?? null, kept: isThere ? work.names.kept : null });
    return {
      mode: 'replace',
      ...nothing,
      ...(isThere ? await settleReplaced(scope, 'replace') : endRestore(scope, null)),
    };
  });
}

/** Undo of a restore that made a new database: it is kept as a dump, and goes. */
export async function removeDatabase(scope: Scope<TargetWork>): Promise<Outcome> {
  beginRestore(scope, { mode: 'remove', created: [] });
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

async function swap(
  scope: Scope<TargetWork>,
  names: { readonly made: string | null; readonly kept: string | null },
): Promise<void> {
  noteRestore(scope, { stage: 'swapping' });
  await swapDatabases(scope.work, names);
  noteRestore(scope, { stage: names.kept === null ? 'done' : 'replaced' });
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
    const restored = describeRestored(scope, { mode, created: [] });
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
    noteRestore(scope, { swept: true });
    const run = context.runId.slice(0, 8);
    const details = { database: order.target, reason: message, kept: names.kept, run };
    return { safetySnapshotId: null, failure: new HoldfastError('database-not-kept', details, error) };
  }
  noteRestore(scope, { safetySnapshotId });
  try {
    await onServer(work, (client) => dropDatabase(client, names.kept), { uncancelled: true });
    return endRestore(scope, safetySnapshotId);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `What was replaced is kept, and is also on the server yet, under the name ${names.kept} (${reason}). Remove it with DROP DATABASE.`;
    context.warn({ code: 'not-deleted', path: names.kept, message });
    noteRestore(scope, { stage: 'done', swept: true });
    return { safetySnapshotId, failure: null };
  }
}
