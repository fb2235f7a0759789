import pg from 'pg';
import { HoldfastError } from '#shared/errors.ts';
import { judgeFailure, type Where } from '../tools/postgres/judge-failure.ts';
import { checkRights } from './check-rights.ts';
import { type CountedServer, prepareCounting } from './counting-session.ts';
import { type DumpScope, type Excluded, findExcluded } from './find-excluded.ts';
import { type ListedTable, listTables } from './list-tables.ts';

/** One state of a database, which a session holds until its transaction ends. */
export interface HeldState {
  readonly server: CountedServer;
  /** Other sessions see the very same state by this name. */
  readonly snapshot: string;
  /** When it was the database's state. */
  readonly at: Date;
  readonly excluded: Excluded;
  readonly tables: readonly ListedTable[];
}

/** Tables come and go: so often it is tried to hold all there are. */
const attempts = 10;

/**
 * Begins a transaction that sees one state of the database. All its tables are held first (ACCESS SHARE, which stands in
 * nobody's way but those who would rebuild or empty a table): a TRUNCATE between the snapshot and the dump would make rows
 * vanish from both. Throws `database-rights`, `row-security`, `database-locked` with who holds the lock, or what `pg` throws.
 */
export async function holdState(client: pg.ClientBase, scope: DumpScope, where: Where): Promise<HeldState> {
  const server = await prepareCounting(client);
  for (let attempt = 1; ; attempt += 1) {
    const excluded = await findExcluded(client, scope);
    const listed = await listTables(client, excluded);
    await checkRights(client, { tables: listed, excluded, where });
    const held = await holdTables(client, { listed, scope, where });
    if (held) return { ...held, server };
    if (attempt < attempts) continue;
    throw new HoldfastError('database-locked', { ...where, reason: 'tables are made and dropped all the time' });
  }
}

interface Listed {
  readonly listed: readonly ListedTable[];
  readonly scope: DumpScope;
  readonly where: Where;
}

/** Null, and no transaction, if tables came or went since they were listed. In the state, patterns mean what they mean to pg_dump. */
async function holdTables(
  client: pg.ClientBase,
  { listed, scope, where }: Listed,
): Promise<Omit<HeldState, 'server'> | null> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  try {
    await lockTables(client, listed);
    // The first query takes the snapshot: from here on nothing is seen to change.
    const [state] = (await client.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot')).rows;
    const at = new Date();
    const excluded = await findExcluded(client, scope);
    const tables = await listTables(client, excluded);
    const locked = new Set(listed.map(({ oid }) => oid));
    if (state && tables.every(({ oid }) => locked.has(oid))) return { snapshot: state.snapshot, at, excluded, tables };
    await client.query('ROLLBACK');
    return null;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    if (isGone(error)) return null;
    throw await namedLock(client, { error, listed, where });
  }
}

const batch = 200;

async function lockTables(client: pg.ClientBase, tables: readonly ListedTable[]): Promise<void> {
  const names = tables
    .filter(({ kind }) => kind !== 'foreign')
    .map(({ schema, name }) => `ONLY ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`);
  for (let from = 0; from < names.length; from += batch) {
    await client.query(`LOCK TABLE ${names.slice(from, from + batch).join(', ')} IN ACCESS SHARE MODE`);
  }
}

const codeOf = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.code ?? '') : '');

/** A table or a schema was dropped or renamed. */
const isGone = (error: unknown): boolean => ['42P01', '3F000', 'XX000'].includes(codeOf(error));

interface Blocked {
  readonly schema: string;
  readonly name: string;
  readonly session: string | null;
  readonly user: string | null;
  readonly pid: number;
}

const tooManyTables =
  'it can’t hold so many tables at once; raise max_locks_per_transaction in its settings and restart it';

/** The server does not say which table it waited for, nor whom. */
async function namedLock(
  client: pg.ClientBase,
  { error, listed, where }: Omit<Listed, 'scope'> & { readonly error: unknown },
): Promise<HoldfastError> {
  if (codeOf(error) === '53200')
    return new HoldfastError('database-failed', { ...where, reason: tooManyTables }, error);
  if (codeOf(error) !== '55P03') return judgeFailure(error, where);
  const found = await client.query<Blocked>(
    `SELECT n.nspname AS schema, c.relname AS name, a.application_name AS session, a.usename AS user, l.pid
     FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.granted AND l.mode = 'AccessExclusiveLock' AND l.relation = ANY ($1::oid[])
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [listed.map(({ oid }) => oid)],
  );
  const [blocked] = found.rows;
  if (!blocked) return judgeFailure(error, where);
  const { schema, name, session, user, pid } = blocked;
  const who = [session, user && `as “${user}”`, `process ${pid}`].filter(Boolean).join(', ');
  return new HoldfastError('database-locked', { ...where, reason: `the table ${schema}.${name}, by ${who}` }, error);
}
