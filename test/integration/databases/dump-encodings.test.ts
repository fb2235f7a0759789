import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countDatabase } from '../../../electron/engine/databases/count-database.ts';
import { wholeDatabase } from '../../../electron/engine/databases/find-excluded.ts';
import { openDumpPlace, sourceOf } from '../../helpers/dump-place.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

test.each([
  ['SQL_ASCII', 'SQL_ASCII', `SELECT convert_from('\\xff41c3'::bytea, 'SQL_ASCII')`],
  ['LATIN1', 'LATIN1', `SELECT 'größe'`],
  // A dump says in which encoding its text is; sums of whole tables are the same in another.
  ['LATIN1', 'UTF8', `SELECT 'größe'`],
])('text of a database in %s is counted, dumped, and counted to be the same in %s', async (from, to, text) => {
  const [original, restored] = [`from_${from}_${to}`.toLowerCase(), `to_${from}_${to}`.toLowerCase()];
  const make = (name: string, encoding: string) =>
    server.sql(
      'postgres',
      `CREATE DATABASE ${name} ENCODING '${encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    );
  await make(original, from);
  await make(restored, to);
  await server.sql(original, `CREATE TABLE texts AS ${text} AS body, 1 AS n`);
  const place = openDumpPlace();
  const { dumps, failures } = await place.dump(sourceOf(server, { include: [original] }));
  expect(failures).toEqual([]);
  const [dump] = dumps;
  if (!dump) throw new Error('no dump');
  await server.run('pg_restore', '--exit-on-error', '-d', restored, place.at(dump.path));
  const counts = place.counts(dump);
  expect(counts.encoding).toBe(from);
  const client = new pg.Client({ host: server.socket, port: server.port, user: 'postgres', database: restored });
  await client.connect();
  const again = await countDatabase(client, { scope: wholeDatabase, like: counts });
  await client.end();
  expect(again.tables.map(({ rows, sample }) => ({ rows, sample }))).toEqual(
    counts.tables.map(({ rows, sample }) => ({ rows, sample })),
  );
  expect(again.tables[0]?.sample?.rows).toBe(1);
  place.close();
});
