import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DumpPlace, openDumpPlace, sourceOf } from '../../helpers/dump-place.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

const everything = fs.readFileSync(path.join(import.meta.dirname, '../../fixtures/everything.sql'), 'utf8');

let server: TestPostgres;
let place: DumpPlace;
beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE everything');
  await server.sql('everything', everything);
  await server.sql('postgres', 'CREATE ROLE keeper LOGIN BYPASSRLS; GRANT pg_read_all_data TO keeper');
});
afterAll(() => server.close());
beforeEach(() => {
  place = openDumpPlace();
});
afterEach(() => place.close());

test('a role that is no superuser, made for backups, dumps everything once it may read large objects too', async () => {
  const source = sourceOf(server, {
    include: ['everything'],
    connection: { user: 'keeper' },
    globals: 'without-passwords',
  });
  const { failures } = await place.dump(source);
  expect(failures).toMatchObject([{ database: 'everything', error: { code: 'database-rights' } }]);
  expect(failures[0]?.error.message).toContain('GRANT SELECT ON LARGE OBJECT');
  await server.sql('everything', 'GRANT SELECT ON LARGE OBJECT 700001, 700002, 700003 TO keeper');
  const dumped = await place.dump(source);
  expect(dumped).toMatchObject({ failures: [], dumps: [{ database: 'everything' }], globals: { label: 'main' } });
  const [dump] = dumped.dumps;
  if (!dump) throw new Error('no dump');
  expect(place.counts(dump).tables.find(({ name }) => name === 'secret')?.rows).toBe(100);
  expect(place.counts(dump).largeObjects.sample?.rows).toBe(3);
});

test('of a table that belongs to an extension only the rows that are its users’ are counted and dumped', async () => {
  await server.sql('postgres', 'CREATE DATABASE extended');
  await server.sql(
    'extended',
    `CREATE EXTENSION citext; CREATE TABLE places (id int, own boolean); CREATE TABLE internal (id int);
     INSERT INTO places SELECT n, n > 7 FROM generate_series(1, 10) AS n;
     ALTER EXTENSION citext ADD TABLE places; ALTER EXTENSION citext ADD TABLE internal;
     UPDATE pg_extension SET extconfig = ARRAY['places'::regclass::oid], extcondition = ARRAY['WHERE own'] WHERE extname = 'citext'`,
  );
  const { dumps, failures } = await place.dump(sourceOf(server, { include: ['extended'] }));
  expect(failures).toEqual([]);
  expect(dumps).toMatchObject([{ database: 'extended', tables: 1, rows: 3 }]);
});
