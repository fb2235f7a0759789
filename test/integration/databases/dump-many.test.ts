import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countBeside, withRows } from '../../../electron/engine/databases/count-database.ts';
import { wholeDatabase } from '../../../electron/engine/databases/find-excluded.ts';
import { holdState } from '../../../electron/engine/databases/hold-state.ts';
import { openDumpPlace, sourceOf } from '../../helpers/dump-place.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

const tables = 150;
const where = { server: 'test', user: 'postgres', database: 'many' };

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres({ settings: { max_locks_per_transaction: '10', max_connections: '20' } });
  await server.sql('postgres', 'CREATE DATABASE many');
  await make('kept', tables, 'id int PRIMARY KEY');
});
afterAll(() => server.close());

async function make(name: string, count: number, columns: string): Promise<void> {
  const made = Array.from({ length: count }, (_, n) => `CREATE TABLE ${name}${n} (${columns})`);
  for (let from = 0; from < count; from += 50) await server.sql('many', made.slice(from, from + 50).join(';'));
}

test('counting keeps the tables of a state and lets go of their indexes: a server can hold only so many', async () => {
  const client = new pg.Client({ host: server.socket, port: server.port, user: 'postgres', database: 'many' });
  await client.connect();
  const state = await holdState(client, wholeDatabase, where);
  const counts = await withRows(client, await countBeside(client, state), { ...state, held: true });
  expect(counts.tables).toHaveLength(tables);
  const { rows } = await client.query<{ kind: string; count: number }>(
    `SELECT c.relkind AS kind, count(*)::int AS count FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
     WHERE l.pid = pg_backend_pid() AND c.relnamespace = 'public'::regnamespace GROUP BY c.relkind`,
  );
  expect(rows).toEqual([{ kind: 'r', count: tables }]);
  await client.end();
});

test('more tables than the server can hold are told as that', async () => {
  await make('more', 1200, '');
  const place = openDumpPlace();
  const { failures } = await place.dump(sourceOf(server, { include: ['many'] }));
  expect(failures).toMatchObject([{ database: 'many', error: { code: 'database-failed' } }]);
  expect(failures[0]?.error.message).toContain('max_locks_per_transaction');
  place.close();
});
