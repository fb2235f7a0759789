import pg from 'pg';
import type { DatabaseSource } from '#shared/domain/database.ts';
import { createSecretStore, databaseSecret } from '../../secrets/secret-store.ts';
import { connectServer } from '../connect-server.ts';

const prefix = 'holdfast_verify_';

/** `holdfast_verify_20260131120501123`: of a temporary database on a server, where others may test at the same time. */
export const testDatabaseName = (now: number): string => prefix + new Date(now).toISOString().replaceAll(/\D/g, '');

interface LeftDatabase {
  readonly home: string;
  readonly source: DatabaseSource;
  readonly database: string;
}

/** Drops what a killed test restore has left on a server. Throws what connecting to it throws. */
export async function dropTestDatabase({ home, source, database }: LeftDatabase): Promise<void> {
  if (!database.startsWith(prefix)) return;
  const password = await createSecretStore(home).get(databaseSecret(source.id));
  const client = await connectServer({ connection: source.connection, password, applicationName: 'holdfast sweep' });
  try {
    await dropOn(client, database);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Sessions in it are ended first: they are all of a test restore. */
export async function dropOn(client: pg.Client, database: string): Promise<void> {
  await client.query(
    'SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = $1',
    [database],
  );
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)}`);
}
