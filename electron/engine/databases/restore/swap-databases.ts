import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseSession } from '#shared/domain/database-restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import { sessionsOf } from './look-at-target.ts';
import { onServer, type TargetWork } from './restore-work.ts';

interface Swap {
  /** Takes the name; null: nothing does, it is only freed. */
  readonly made: string | null;
  /** Name that the database which is there gets; null: there is none. */
  readonly kept: string | null;
}

const { escapeIdentifier: name } = pg;

/**
 * Gives the name of the restored database to the one that was made beside, and another name to the one that had it, in a
 * single transaction: cut off at any moment the name means the old or the new one. From the first renaming on the server
 * lets no new session into either; who is there yet is ended if that was allowed, and keeps it from being done otherwise
 * (`database-in-use`). Nothing has to be given back afterwards: committed or not, the server's lock ends with it.
 */
export async function swapDatabases(work: TargetWork, { made, kept }: Swap): Promise<void> {
  const { order, facts, context } = work;
  context.signal.throwIfAborted();
  context.progress.enter('swapping');
  const oid = facts.there?.oid;
  const statements = [
    ...(kept === null ? [] : [`ALTER DATABASE ${name(order.target)} RENAME TO ${name(kept)}`]),
    ...(made === null ? [] : [`ALTER DATABASE ${name(made)} RENAME TO ${name(order.target)}`]),
  ];
  await onServer(
    work,
    async (client) => {
      if (oid !== undefined) await refuseInUse(work, client, oid);
      const ender = order.endSessions && oid !== undefined ? endSessions(work, oid) : null;
      try {
        await client.query('BEGIN');
        for (const statement of statements) await client.query(statement);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        if (oid !== undefined && isInUse(error)) throw inUse(work, await sessionsOf(client, oid), error);
        throw error;
      } finally {
        await ender?.stop();
      }
    },
    { uncancelled: true },
  );
}

/** SQLSTATE object_in_use. The server itself waits five seconds for sessions to end. */
const isInUse = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '55006';

/** Short ones (a health check) end by themselves. */
const patienceMs = 5000;

async function refuseInUse(work: TargetWork, client: pg.Client, oid: string): Promise<void> {
  if (work.order.endSessions) return;
  let sessions = await sessionsOf(client, oid);
  for (const until = Date.now() + patienceMs; sessions.length > 0 && Date.now() < until; ) {
    await delay(250);
    sessions = await sessionsOf(client, oid);
  }
  if (sessions.length > 0) throw inUse(work, sessions);
}

const shown = 5;

export function inUse(
  { order }: Pick<TargetWork, 'order'>,
  sessions: readonly DatabaseSession[],
  cause?: unknown,
): HoldfastError {
  const told = sessions
    .slice(0, shown)
    .map(({ user, application, client }) =>
      [user, application && `“${application}”`, client && `from ${client}`].filter((part) => part !== '').join(' '),
    );
  const more = sessions.length > shown ? ['…'] : [];
  return new HoldfastError(
    'database-in-use',
    {
      count: Math.max(1, sessions.length),
      database: order.target,
      sessions: [...told, ...more].join(', ') || 'one that can’t be seen',
    },
    cause,
  );
}

/** Ends whoever is in the database, over and over until it is stopped: some come back at once. */
function endSessions(work: TargetWork, oid: string): { stop: () => Promise<void> } {
  let stopped = false;
  const ended = onServer(
    work,
    async (client) => {
      while (!stopped) {
        await client.query(
          `SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
           WHERE datid = $1 AND pid <> pg_catalog.pg_backend_pid()`,
          [oid],
        );
        await delay(50);
      }
    },
    { uncancelled: true },
  ).catch((error: unknown) => work.context.log(`sessions were not ended: ${String(error)}`));
  return {
    stop: async () => {
      stopped = true;
      await ended;
    },
  };
}
