import type pg from 'pg';
import type { Connection } from '#shared/domain/database.ts';
import type { DatabaseSession } from '#shared/domain/database-restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import { resolveConnection, serverName } from '../../tools/postgres/resolve-connection.ts';
import { connectServer } from '../connect-server.ts';
import type { DatabaseSetup } from './database-setup.ts';

export interface TargetQuestion {
  readonly connection: Connection;
  readonly password: string | null;
  /** Name of the database that is, or is to be, there. */
  readonly database: string;
  readonly signal?: AbortSignal;
  readonly applicationName?: string;
}

/** A server, and one database of it, as a restore has to know them. */
export interface TargetFacts {
  /** As people say it. */
  readonly server: string;
  readonly serverVersion: string;
  readonly serverMajor: number;
  /** The role that restores. */
  readonly user: string;
  readonly superuser: boolean;
  readonly mayCreate: boolean;
  readonly standby: boolean;
  /** Another database of it, in which it can be asked. */
  readonly place: string;
  /** Null: there is no database of that name. */
  readonly there: DatabaseThere | null;
  readonly sessions: readonly DatabaseSession[];
  readonly roles: ReadonlySet<string>;
  /** Roles in whose name the restoring role may act. */
  readonly memberOf: ReadonlySet<string>;
  readonly tablespaces: ReadonlySet<string>;
  /** Those that can be made there. */
  readonly extensions: ReadonlySet<string>;
}

export interface DatabaseThere {
  readonly oid: string;
  /** Null where the role may not know. */
  readonly bytes: number | null;
  readonly isTemplate: boolean;
  /** The role is its owner, or a member of that. */
  readonly owned: boolean;
  readonly setup: DatabaseSetup;
  /** What ties a database to its name or keeps it from being removed: sentences. */
  readonly ties: readonly string[];
}

/** Looks at where a database is to be restored. Changes nothing. Throws the errors of `connectServer`. */
export async function lookAtTarget(question: TargetQuestion): Promise<TargetFacts> {
  return besideDatabase(question, async (client) => {
    const [server] = await rowsOf(client, serverQuery);
    const there = await lookAtDatabase(client, question.database);
    const version = String(server?.version).split(' ')[0] ?? '';
    return {
      server: serverName(resolveConnection(question)),
      serverVersion: version,
      serverMajor: Number.parseInt(version, 10),
      user: String(server?.user),
      superuser: server?.superuser === true,
      mayCreate: server?.create === true,
      standby: server?.standby === true,
      place: String(server?.place),
      there,
      sessions: there ? await sessionsOf(client, there.oid) : [],
      roles: await namesOf(client, 'SELECT rolname AS name FROM pg_catalog.pg_roles'),
      memberOf: await namesOf(
        client,
        "SELECT rolname AS name FROM pg_catalog.pg_roles WHERE pg_catalog.pg_has_role(oid, 'MEMBER')",
      ),
      tablespaces: await namesOf(client, 'SELECT spcname AS name FROM pg_catalog.pg_tablespace'),
      extensions: await namesOf(client, 'SELECT name FROM pg_catalog.pg_available_extensions'),
    };
  });
}

/** Whether the server has a database of that name. */
export const hasDatabase = (question: TargetQuestion, name: string): Promise<boolean> =>
  besideDatabase(question, async (client) => {
    const found = await rowsOf(client, 'SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1', [name]);
    return found.length > 0;
  });

/** A session in any database but the one that is restored: that one is to be renamed. */
export async function besideDatabase<Result>(
  question: TargetQuestion,
  act: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const { database, connection } = question;
  const places = [...new Set([connection.database, 'postgres', 'template1'])].filter((place) => place !== database);
  for (const [index, place] of places.entries()) {
    const client = await connectServer({ ...question, database: place }).catch((error: unknown) => {
      const isLast = index === places.length - 1;
      if (isLast || !(error instanceof HoldfastError) || !passable.has(error.code)) throw error;
      return null;
    });
    if (!client) continue;
    try {
      return await act(client);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new HoldfastError('database-not-found', { server: connection.host, database: connection.database });
}

/** Another database may take the role in. */
const passable: ReadonlySet<string> = new Set(['database-not-found', 'database-rights', 'database-refused']);

const serverQuery = `SELECT pg_catalog.current_setting('server_version') AS version, rolname AS "user", rolsuper AS superuser,
  (rolsuper OR rolcreatedb) AS create, pg_catalog.pg_is_in_recovery() AS standby,
  pg_catalog.current_database() AS place
  FROM pg_catalog.pg_roles WHERE rolname = current_user`;

/** Columns that not all versions have are read from the row as a whole. */
const databaseQuery = `SELECT d.oid::text AS oid, d.datistemplate AS template, pg_catalog.pg_get_userbyid(d.datdba) AS owner,
  pg_catalog.pg_has_role(d.datdba, 'USAGE') AS owned, pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
  t.spcname AS tablespace, d.datacl IS NULL AS usual, pg_catalog.shobj_description(d.oid, 'pg_database') AS comment,
  CASE WHEN pg_catalog.has_database_privilege(d.oid, 'CONNECT') THEN pg_catalog.pg_database_size(d.oid) END AS bytes,
  pg_catalog.to_jsonb(d) - 'datacl' AS row
  FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1`;

async function lookAtDatabase(client: pg.Client, database: string): Promise<DatabaseThere | null> {
  const [found] = await rowsOf(client, databaseQuery, [database]);
  if (!found) return null;
  const row = found.row as Record<string, unknown>;
  const oid = String(found.oid);
  const told = (...names: readonly string[]) => names.map((name) => row[name]).find((value) => value != null);
  return {
    oid,
    bytes: found.bytes === null ? null : Number(found.bytes),
    isTemplate: found.template === true,
    owned: found.owned === true,
    setup: {
      ...{ owner: String(found.owner), encoding: String(found.encoding), tablespace: String(found.tablespace) },
      ...{
        collate: String(row.datcollate),
        ctype: String(row.datctype),
        provider: String(told('datlocprovider') ?? 'c'),
      },
      locale: textOrNull(told('daticulocale', 'datlocale')),
      icuRules: textOrNull(told('daticurules')),
      connectionLimit: Number(row.datconnlimit),
      comment: textOrNull(found.comment),
      grants: found.usual === true ? null : await grantsOf(client, oid),
      settings: await settingsOf(client, oid),
    },
    ties: await tiesOf(client, { oid, database }),
  };
}

const textOrNull = (value: unknown): string | null => (value == null ? null : String(value));

async function grantsOf(client: pg.Client, oid: string) {
  const rows = await rowsOf(
    client,
    `SELECT CASE WHEN a.grantee = 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee) END AS grantee,
       a.privilege_type AS privilege, a.is_grantable AS grantable
     FROM pg_catalog.pg_database d CROSS JOIN LATERAL pg_catalog.aclexplode(d.datacl) a WHERE d.oid = $1
     ORDER BY a.is_grantable DESC, 1 NULLS FIRST, 2`,
    [oid],
  );
  return rows.map((row) => ({
    grantee: textOrNull(row.grantee),
    privilege: String(row.privilege),
    grantable: row.grantable === true,
  }));
}

async function settingsOf(client: pg.Client, oid: string) {
  const rows = await rowsOf(
    client,
    `SELECT r.rolname AS role, c.setting FROM pg_catalog.pg_db_role_setting s
       LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c(setting)
     WHERE s.setdatabase = $1 ORDER BY 1 NULLS FIRST, 2`,
    [oid],
  );
  return rows.map((row) => ({ role: textOrNull(row.role), setting: String(row.setting) }));
}

async function tiesOf(client: pg.Client, { oid, database }: { readonly oid: string; readonly database: string }) {
  const [found] = await rowsOf(
    client,
    `SELECT (SELECT pg_catalog.string_agg(slot_name, ', ') FROM pg_catalog.pg_replication_slots WHERE database = $2) AS slots,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_subscription WHERE subdbid = $1) AS subscriptions,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_prepared_xacts WHERE database = $2) AS prepared`,
    [oid, database],
  );
  const slots = textOrNull(found?.slots);
  return [
    ...(slots
      ? [`Logical replication slots belong to it (${slots}): drop them first, and make them again afterwards.`]
      : []),
    ...(Number(found?.subscriptions) > 0 ? ['It subscribes to another server: drop the subscription first.'] : []),
    ...(Number(found?.prepared) > 0
      ? ['It has prepared transactions: commit them or roll them back first (pg_prepared_xacts).']
      : []),
  ];
}

/** Whoever uses a database by its oid, but for ourselves and what the server ends by itself. */
export async function sessionsOf(client: pg.Client, oid: string): Promise<DatabaseSession[]> {
  const rows = await rowsOf(
    client,
    `SELECT pid, coalesce(usename, '') AS "user", coalesce(application_name, '') AS application,
       coalesce(client_addr::text, '') AS client, coalesce(state, backend_type, '') AS state,
       coalesce(state_change, backend_start) AS since
     FROM pg_catalog.pg_stat_activity WHERE datid = $1 AND pid <> pg_catalog.pg_backend_pid()
       AND backend_type NOT IN ('autovacuum worker', 'parallel worker') ORDER BY backend_start`,
    [oid],
  );
  return rows.map((row) => ({
    pid: Number(row.pid),
    ...{ user: String(row.user), application: String(row.application), client: String(row.client) },
    state: String(row.state),
    since: row.since instanceof Date ? row.since.toISOString() : new Date(0).toISOString(),
  }));
}

async function namesOf(client: pg.Client, query: string): Promise<ReadonlySet<string>> {
  return new Set((await rowsOf(client, query)).map((row) => String(row.name)));
}

async function rowsOf(client: pg.Client, query: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await client.query<Record<string, unknown>>(query, values)).rows;
}
