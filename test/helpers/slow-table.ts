import { eventually } from './eventually.ts';
import type { TestPostgres } from './postgres.ts';

/** Makes a database whose one table `slow` takes a minute to be counted, and another to be dumped. */
export async function makeSlowDatabase(server: TestPostgres, database: string): Promise<void> {
  await server.sql('postgres', `CREATE DATABASE ${database}`);
  await server.sql(
    database,
    `CREATE EXTENSION citext; CREATE TABLE slow (id int PRIMARY KEY); INSERT INTO slow VALUES (1);
     ALTER EXTENSION citext ADD TABLE slow;
     UPDATE pg_extension SET extconfig = ARRAY['slow'::regclass::oid], extcondition = ARRAY['WHERE pg_sleep(60) IS NOT NULL']
       WHERE extname = 'citext'`,
  );
}

/** Queries of a dump that the server is busy with. */
export async function busyQueries(server: TestPostgres, database: string): Promise<readonly string[]> {
  const rows = await server.sql(
    'postgres',
    `SELECT query FROM pg_stat_activity WHERE datname = $1 AND state = 'active' AND query ~ 'pg_sleep'`,
    [database],
  );
  return rows.map(({ query }) => String(query));
}

/** Resolves once such a database is being dumped and counted. */
export const inTheMiddle = (server: TestPostgres, database: string): Promise<void> =>
  eventually(async () => (await busyQueries(server, database)).length >= 2);

/** Sessions of Holdfast and its programs. */
export async function ourSessions(server: TestPostgres): Promise<number> {
  const rows = await server.sql('postgres', `SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'holdfast%'`);
  return rows.length;
}
