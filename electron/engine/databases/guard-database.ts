import os from 'node:os';
import type pg from 'pg';
import { HoldfastError } from '#shared/errors.ts';
import type { Where } from '../tools/postgres/judge-failure.ts';

/** The advisory lock of a database that Holdfast dumps, as two numbers: any two that nobody else would take. */
const guard = [0x48464454, 1];

/** The name of a dump's sessions tells other machines which one it is; the server keeps 63 bytes of it. */
export const dumpSessionName = (runId: string): string =>
  `holdfast dump ${runId.slice(0, 8)} on ${Buffer.from(os.hostname(), 'utf8').subarray(0, 36).toString('utf8')}`;

/**
 * Keeps other machines from dumping a database as long as this session lives. Throws `database-busy`, with who holds it,
 * if one does.
 */
export async function guardDatabase(client: pg.ClientBase, where: Where): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS got', guard);
  if (rows[0]?.got === true) return;
  throw new HoldfastError('database-busy', { ...where, holder: await holderOf(client) });
}

interface Holder {
  readonly session: string;
  readonly user: string | null;
  readonly address: string | null;
  readonly since: string | null;
}

/** Undefined if it has ended meanwhile. Address and time are told to members of the holder's role only. */
async function holderOf(client: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<Holder>(
    `SELECT a.application_name AS session, a.usename AS user, host(a.client_addr) AS address,
       to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') AS since
     FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1::int8::oid AND l.objid = $2::int8::oid AND l.objsubid = 2
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    guard,
  );
  const [holder] = rows;
  if (!holder) return undefined;
  const { session, user, address, since } = holder;
  const parts = [session, user && `as “${user}”`, address && `from ${address}`, since && `since ${since}`];
  return parts.filter(Boolean).join(' ');
}
