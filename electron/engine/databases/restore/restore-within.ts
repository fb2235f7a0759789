import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseSession } from '#shared/domain/database-restore.ts';
import { chooseEntries } from './choose-entries.ts';
import { callPgRestore, notRestored, optionsOf, writeList } from './fill-database.ts';
import { giveToOthers } from './give-to-others.ts';
import { sessionsOf } from './look-at-target.ts';
import { type Proven, proveRestored } from './prove-restored.ts';
import { choiceOf } from './restore-choice.ts';
import { inDatabase, onServer, type RestoreWork, sessionName } from './restore-work.ts';
import { inUse } from './swap-databases.ts';

export type TableName = [schema: string, name: string];

/**
 * Puts chosen schemas and tables in the place of those that are there, in a single transaction: all or nothing, wherever it
 * is cut off. Whoever holds a lock on one of them for long is ended if that was allowed, and ends the restore otherwise.
 */
export async function restoreWithin(work: RestoreWork, presentSchemas: ReadonlySet<string>): Promise<Proven> {
  const { context, order, open, archive } = work;
  context.progress.enter('restoring');
  const how = { presentSchemas, prerequisites: false };
  const list = writeList(work, how);
  const stop = new AbortController();
  const cancel = () => stop.abort(context.signal.reason);
  context.signal.addEventListener('abort', cancel, { once: true });
  const watch = watchBlockers(work, (error) => stop.abort(error));
  try {
    const options = { ...optionsOf(work, order.target), sections: [], jobs: 1, exitOnError: true, list };
    const faults = await callPgRestore(work, { ...options, replaceInOneTransaction: true }, stop.signal);
    if (faults.length > 0)
      throw notRestored(
        work,
        faults,
        `The database ${order.target} is as it was: nothing of it was changed.${hintOf(faults)}`,
      );
  } finally {
    context.signal.removeEventListener('abort', cancel);
    await watch.stop();
  }
  await giveToOthers(work, order.target, chooseEntries(archive.entries, { ...choiceOf(order), ...how }));
  const run = context.runId.slice(0, 8);
  context.log(`restored parts of ${open.dump.database} into ${order.target}`);
  return proveRestored(
    work,
    order.target,
    `Others may have written meanwhile. Take it back with “holdfast restore-database undo ${run}” if it should not be so.`,
  );
}

const hintOf = (faults: readonly { readonly message: string; readonly detail: string | null }[]): string =>
  faults.some(({ message }) => /other objects depend on it|because other objects/.test(message))
    ? ' Choose what depends on it as well, or restore into a new database (--create) and copy from there.'
    : '';

/** Removes tables that a restore made, all or none. */
export async function dropTables(work: RestoreWork, tables: readonly Readonly<TableName>[]): Promise<void> {
  if (tables.length === 0) return;
  const names = tables.map(([schema, name]) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`);
  await inDatabase(work, work.order.target, (client) => client.query(`DROP TABLE IF EXISTS ${names.join(', ')}`));
}

const patienceMs = 15_000;

/** pg_restore itself waits for ever. */
function watchBlockers(work: RestoreWork, onBlocked: (error: Error) => void): { stop: () => Promise<void> } {
  let stopped = false;
  const watching = onServer(work, async (client) => {
    for (let since: number | null = null; !stopped; await delay(500)) {
      const blockers = await blockersOf(client, work);
      since = blockers.length === 0 ? null : (since ?? Date.now());
      if (work.order.endSessions) {
        for (const { pid } of blockers) await client.query('SELECT pg_catalog.pg_terminate_backend($1)', [pid]);
      } else if (since !== null && Date.now() - since > patienceMs) {
        onBlocked(inUse(work, blockers));
        return;
      }
    }
  }).catch((error: unknown) => work.context.log(`sessions were not watched: ${String(error)}`));
  return {
    stop: async () => {
      stopped = true;
      await watching;
    },
  };
}

/** Sessions for whose locks our pg_restore waits. */
async function blockersOf(client: pg.Client, { context, facts }: RestoreWork): Promise<DatabaseSession[]> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT DISTINCT b.pid FROM pg_catalog.pg_stat_activity a
       CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_blocking_pids(a.pid)) AS b(pid)
     WHERE a.application_name = $1`,
    [sessionName(context.runId)],
  );
  const pids = new Set(rows.map(({ pid }) => pid));
  if (pids.size === 0 || !facts.there) return [];
  return (await sessionsOf(client, facts.there.oid)).filter(({ pid }) => pids.has(pid));
}
