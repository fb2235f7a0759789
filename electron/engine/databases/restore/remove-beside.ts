import pg from 'pg';
import { onServer, type TargetWork } from './restore-work.ts';

/** Removes what a restore has made beside, if it is there. */
export const removeBeside = (work: TargetWork): Promise<void> =>
  onServer(work, (client) => dropDatabase(client, work.names.made), { uncancelled: true });

/** Ends sessions that are in it: it is nobody's but Holdfast's. */
export async function dropDatabase(client: pg.Client, database: string): Promise<void> {
  await client.query(
    'SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = $1 AND pid <> pg_catalog.pg_backend_pid()',
    [database],
  );
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)}`);
}
