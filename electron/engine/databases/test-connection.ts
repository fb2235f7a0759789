import type pg from 'pg';
import type { ConnectionReport, DatabaseSource } from '#shared/domain/database.ts';
import { findPostgres, installPostgres } from '../tools/postgres/find-postgres.ts';
import { judgeFailure } from '../tools/postgres/judge-failure.ts';
import { isSocket, resolveConnection } from '../tools/postgres/resolve-connection.ts';
import { connectServer, whereOf } from './connect-server.ts';
import { findHidden } from './find-hidden.ts';
import { type ListedDatabase, listDatabases, missingNames } from './list-databases.ts';

export interface TestQuestion {
  readonly source: Omit<DatabaseSource, 'id'>;
  /** Null: service file and ~/.pgpass may know one. */
  readonly password: string | null;
  readonly signal?: AbortSignal | undefined;
}

type Role = Pick<
  ConnectionReport,
  | 'serverVersion'
  | 'serverMajor'
  | 'user'
  | 'tls'
  | 'standby'
  | 'superuser'
  | 'mayCreateDatabases'
  | 'mayReplicate'
  | 'mayReadPasswords'
>;

/** Older ones have reached their end: https://www.postgresql.org/support/versioning/ */
const oldestMaintained = 14;

/** A test must not wait for a server that is busy. */
const patienceMs = 10_000;

/** Connects as a backup would and tells what the server holds, what the role may do, and what will go wrong. */
export async function testConnection({ source, password, signal }: TestQuestion): Promise<ConnectionReport> {
  const { connection } = source;
  const reached = resolveConnection({ connection, password });
  const ask = { connection, password, applicationName: 'holdfast test', ...(signal && { signal }) };
  const client = await connectServer({ ...ask, timeouts: { statementMs: patienceMs, lockMs: patienceMs } });
  try {
    const role = await askRole(client);
    const listed = await listDatabases(client, source);
    const chosen = listed.filter(({ chosen }) => chosen);
    const programs = await findClients(role.serverMajor);
    const hidden = await findHidden({ source, databases: chosen.filter(({ mayConnect }) => mayConnect), ask });
    return {
      ...role,
      databases: [...listed],
      bytes: chosen.reduce((sum, { bytes }) => sum + bytes, 0),
      client: programs,
      problems: [
        ...problemsOfChoice(source, listed),
        ...problemsOfRole(source, role),
        ...hidden,
        ...problemsOfWay(role, reached.host),
        ...problemsOfPrograms(source, role, programs),
      ],
    };
  } catch (error) {
    throw judgeFailure(error, whereOf(reached));
  } finally {
    await client.end().catch(() => {});
  }
}

async function askRole(client: pg.Client): Promise<Role> {
  const { rows } = await client.query<Omit<Role, 'tls'> & { tlsVersion: string | null; tlsCipher: string | null }>(
    `SELECT pg_catalog.current_setting('server_version') AS "serverVersion",
       pg_catalog.current_setting('server_version_num')::int / 10000 AS "serverMajor",
       current_user AS "user", pg_catalog.pg_is_in_recovery() AS "standby",
       r.rolsuper AS "superuser", r.rolsuper OR r.rolcreatedb AS "mayCreateDatabases",
       r.rolsuper OR r.rolreplication AS "mayReplicate",
       pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT') AS "mayReadPasswords",
       s.version AS "tlsVersion", s.cipher AS "tlsCipher"
     FROM pg_catalog.pg_roles r
       LEFT JOIN pg_catalog.pg_stat_ssl s ON s.pid = pg_catalog.pg_backend_pid() AND s.ssl
     WHERE r.rolname = current_user`,
  );
  const [row] = rows;
  if (!row) throw new Error('the server does not know the role that it let in');
  const { tlsVersion, tlsCipher, serverVersion, ...role } = row;
  const tls = tlsVersion === null ? null : { version: tlsVersion, cipher: tlsCipher ?? '' };
  // “15.14 (Debian 15.14-0+deb12u1)”
  return { ...role, serverVersion: serverVersion.split(' ')[0] ?? serverVersion, tls };
}

async function findClients(major: number): Promise<ConnectionReport['client']> {
  const [pgDump, server] = await Promise.all([findPostgres('pg_dump', { major }), findPostgres('initdb', { major })]);
  return {
    pgDump: pgDump && { path: pgDump.path, version: pgDump.version },
    scratchServer: server?.version ?? null,
    install: await missingPackages({ major, pgDump: pgDump !== null, server: server !== null }),
  };
}

async function missingPackages(has: { readonly major: number; readonly pgDump: boolean; readonly server: boolean }) {
  // The server's package brings its clients along.
  if (!has.server) return installPostgres('initdb', has.major);
  return has.pgDump ? null : installPostgres('pg_dump', has.major);
}

function problemsOfChoice(source: TestQuestion['source'], listed: readonly ListedDatabase[]): string[] {
  const chosen = listed.filter((database) => database.chosen);
  const closed = chosen.filter(({ mayConnect }) => !mayConnect).map(({ name }) => name);
  return [
    ...missingNames(source, listed).map(
      (name) => `There is no database “${name}” on this server. Correct the name or leave it out.`,
    ),
    ...(chosen.length === 0 ? ['No database is chosen. Choose some by name or pattern, or all with “*”.'] : []),
    ...(closed.length === 0
      ? []
      : [
          `The role may not connect to ${closed.join(', ')}. Grant it CONNECT there, or exclude ${closed.length === 1 ? 'it' : 'them'}.`,
        ]),
  ];
}

function problemsOfRole({ globals }: TestQuestion['source'], role: Role): string[] {
  const problems: string[] = [];
  if (globals === 'with-passwords' && !role.mayReadPasswords)
    problems.push(
      'The role may not read password hashes, so roles can’t be dumped with them. Use a superuser, or keep roles without passwords.',
    );
  if (role.standby)
    problems.push(
      'This is a standby: it may end long dumps in favour of replication. Set max_standby_streaming_delay high enough there, or dump the primary.',
    );
  if (role.serverMajor < oldestMaintained)
    problems.push(`PostgreSQL ${role.serverVersion} gets no fixes any more. Update the server.`);
  return problems;
}

const problemsOfWay = ({ tls }: Role, host: string): string[] =>
  tls !== null || isSocket(host) || /^(localhost|127\.[\d.]+|::1)$/.test(host)
    ? []
    : [
        'The connection is not encrypted, so everybody on the way can read the data. Choose the TLS mode “require”, or better “verify-full”.',
      ];

function problemsOfPrograms(
  { testRestore, testOnServer }: TestQuestion['source'],
  role: Role,
  { pgDump, scratchServer, install }: ConnectionReport['client'],
): string[] {
  if (pgDump === null)
    return [
      `No pg_dump of version ${role.serverMajor} or newer is installed, so nothing can be backed up. Install it with: ${install}`,
    ];
  if (scratchServer !== null || testRestore === 'never') return [];
  if (!testOnServer)
    return [
      `Test restores need PostgreSQL’s server programs in version ${role.serverMajor} or newer. Install them with: ${install} – or let test restores use a temporary database of the server.`,
    ];
  return role.mayCreateDatabases
    ? []
    : [
        'Test restores would use a temporary database of the server, but the role may not create one. Grant it CREATEDB (ALTER ROLE … CREATEDB).',
      ];
}
