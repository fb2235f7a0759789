import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countDatabase } from '../../../electron/engine/databases/count-database.ts';
import type { Counts } from '../../../electron/engine/databases/counts-file.ts';
import { dumpDatabase } from '../../../electron/engine/databases/dump-database.ts';
import { wholeDatabase } from '../../../electron/engine/databases/find-excluded.ts';
import { requireClient } from '../../../electron/engine/tools/postgres/find-postgres.ts';
import { type DumpPlace, openDumpPlace, sourceOf } from '../../helpers/dump-place.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

const everything = fs.readFileSync(path.join(import.meta.dirname, '../../fixtures/everything.sql'), 'utf8');

let server: TestPostgres;
let place: DumpPlace;
beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE everything');
  await server.sql('everything', everything);
  place = openDumpPlace();
});
afterAll(async () => {
  place.close();
  await server.close();
});

async function count(database: string, like?: Counts): Promise<Counts> {
  const client = new pg.Client({ host: server.socket, port: server.port, user: 'postgres', database });
  await client.connect();
  try {
    return await countDatabase(client, { scope: wholeDatabase, like });
  } finally {
    await client.end();
  }
}

/** Without what a restore may change: sizes, time, and how far ahead sequences are. */
const content = ({ tables, objects, extensions, sequences, largeObjects, encoding }: Counts) => ({
  ...{ objects, extensions, encoding, largeObjects: { ...largeObjects, bytes: 0 } },
  tables: tables.map((table) => ({ ...table, bytes: 0 })),
  sequences: sequences.map(({ schema, name, increment, value }) => ({ schema, name, increment, used: value !== null })),
});

async function restore(dump: string, database: string): Promise<void> {
  await server.sql('postgres', `CREATE DATABASE ${database} TEMPLATE template0`);
  await server.run('pg_restore', '--exit-on-error', '--jobs=2', '-d', database, dump);
}

test('everything that makes dumps hard is dumped, listed and counted; restored, it is counted to be the same', async () => {
  const { dumps, failures } = await place.dump(sourceOf(server, { include: ['everything'] }));
  expect(failures).toEqual([]);
  const [dump] = dumps;
  if (!dump) throw new Error('no dump');
  expect(dump).toMatchObject({
    label: 'main',
    database: 'everything',
    path: 'databases/main/everything.dump',
    format: 'custom',
  });
  const counts = place.counts(dump);
  expect(counts.tables.length).toBe(dump.tables);
  const rowsOf = (name: string) => counts.tables.find((table) => table.name === name)?.rows;
  expect(rowsOf('customer')).toBe(300);
  expect(rowsOf('secret')).toBe(100);
  expect(rowsOf('event')).toBeNull();
  expect(rowsOf('far')).toBeNull();
  expect(rowsOf('animal')).toBe(2);
  expect(rowsOf('cat')).toBe(50);
  expect(rowsOf('two\nlines')).toBe(1);
  expect(counts.largeObjects).toMatchObject({ count: 3, sample: { rows: 3 } });
  expect(counts.extensions.map(({ name }) => name)).toEqual(['btree_gist', 'citext', 'plpgsql']);
  await restore(place.at(dump.path), 'restored');
  expect(content(await count('restored', counts))).toEqual(content(counts));
});

test('a folder of files, by several sessions, holds the same', async () => {
  const source = sourceOf(server, { include: ['everything'], label: 'folder' });
  fs.mkdirSync(place.at('databases/folder'));
  const programs = {
    pgDump: await requireClient('pg_dump', { serverMajor: server.major }),
    pgRestore: await requireClient('pg_restore', { serverMajor: server.major }),
  };
  const dump = await dumpDatabase({
    ...place.request(source),
    ...{ programs, fileName: 'all', serverMajor: server.major, tablesBefore: null },
    // Said to be so large, it is dumped as large ones are.
    database: { name: 'everything', bytes: 1e9, chosen: true, mayConnect: true },
    where: { server: 'test', user: 'postgres', database: 'everything' },
  });
  expect(dump).toMatchObject({ path: 'databases/folder/all.dump', format: 'directory' });
  expect(dump.files.length).toBeGreaterThan(20);
  for (const file of dump.files) {
    const stats = fs.statSync(place.at(file.path));
    expect([stats.size, stats.mode & 0o777]).toEqual([file.size, 0o600]);
  }
  const counts = place.counts(dump);
  await restore(place.at(dump.path), 'unfolded');
  expect(content(await count('unfolded', counts))).toEqual(content(counts));
});

test('counts and sums do not depend on settings, nor on the order of rows on the disk', async () => {
  const before = await count('everything');
  await server.sql(
    'postgres',
    `ALTER DATABASE everything SET datestyle = 'German'; ALTER DATABASE everything SET timezone = 'Pacific/Auckland';
     ALTER DATABASE everything SET extra_float_digits = -5; ALTER DATABASE everything SET bytea_output = 'escape';
     ALTER DATABASE everything SET intervalstyle = 'sql_standard'; ALTER DATABASE everything SET search_path = 'shop';
     ALTER DATABASE everything SET row_security = on; ALTER DATABASE everything SET standard_conforming_strings = off`,
  );
  await server.sql('everything', 'UPDATE shop.customer SET worth = worth WHERE id % 3 = 0');
  await server.sql('everything', 'CLUSTER shop.part USING part_id_above_key');
  expect(content(await count('everything'))).toEqual(content(before));
  await server.sql('postgres', 'ALTER DATABASE everything RESET ALL');
});

test('one changed value, row, or byte of a large object changes a sum', async () => {
  const before = await count('restored');
  const sumOf = (counts: Counts, name: string) => counts.tables.find((table) => table.name === name)?.sample?.sum;
  await server.sql(
    'restored',
    `UPDATE shop.secret SET body = 'x' WHERE id = 7; SELECT lo_put(700002, 100001, '\\x01')`,
  );
  const after = await count('restored', before);
  expect(sumOf(after, 'secret')).not.toBe(sumOf(before, 'secret'));
  expect(sumOf(after, 'customer')).toBe(sumOf(before, 'customer'));
  expect(after.largeObjects.sample?.sum).not.toBe(before.largeObjects.sample?.sum);
});

test('a large table is summed by rows of its key, the same ones after a restore', async () => {
  await server.sql(
    'restored',
    `CREATE TABLE big (id int PRIMARY KEY, body text); INSERT INTO big SELECT n * 10, md5(n::text) FROM generate_series(1, 8000) n;
     CREATE TABLE big_text (key text PRIMARY KEY, n int); INSERT INTO big_text SELECT md5(n::text), n FROM generate_series(1, 8000) n;
     CREATE TABLE big_bag (n int, d date, body text); INSERT INTO big_bag SELECT n, date '2026-01-01' + n % 900, 'x' FROM generate_series(1, 8000) n;
     CREATE TABLE big_blob (body text); INSERT INTO big_blob SELECT md5(n::text) FROM generate_series(1, 8000) n; ANALYZE`,
  );
  const before = await count('restored');
  const sampleOf = (counts: Counts, name: string) => counts.tables.find((table) => table.name === name)?.sample;
  expect(sampleOf(before, 'big')?.by).toMatchObject({ columns: ['id'], hashed: false });
  expect(sampleOf(before, 'big_text')?.by).toMatchObject({ columns: ['key'], hashed: true });
  expect(sampleOf(before, 'big_bag')?.by).toMatchObject({ columns: ['d', 'n'], hashed: true });
  expect(sampleOf(before, 'big_blob')).toBeNull();
  for (const name of ['big', 'big_text', 'big_bag']) expect(sampleOf(before, name)?.rows).toBeGreaterThan(500);
  await server.sql('restored', 'DROP TABLE big_bag; CREATE TABLE big_bag (body text, d date, n int)');
  await server.sql(
    'restored',
    `INSERT INTO big_bag SELECT 'x', date '2026-01-01' + n % 900, n FROM generate_series(8000, 1, -1) n`,
  );
  const after = await count('restored', before);
  for (const name of ['big', 'big_text', 'big_bag']) expect(sampleOf(after, name)).toEqual(sampleOf(before, name));
});

const partitions = [
  'shop.event_2024',
  'shop.event_2025',
  'shop.event_2026',
  'shop.event_2026_else',
  'shop.event_2026_here',
];
const odd = ['Odd "names" & spaces.Tab\tle; -- DROP'];
const dotted = ['größe.with.dots.two\nlines', 'größe.with.dots.täble.with.dots'];

test.each([
  ['a schema', { excludeSchemas: ['audit'] }, ['audit.log']],
  ['patterns of schemas', { excludeSchemas: ['"größe.with.dots"', '"Od"?*'] }, [...odd, ...dotted]],
  [
    'tables by schema and pattern',
    { excludeTables: ['shop.event_*', 'SHOP.Cat', '"Odd ""names"" & spaces".*'] },
    [...odd, 'shop.cat', ...partitions],
  ],
  ['tables that need a schema, named without', { excludeTables: ['customer', 'secret'] }, []],
  [
    'a table that owns an identity',
    { excludeTables: ['shop.customer', 'shop.orders', 'shop.rich*'] },
    ['shop.customer', 'shop.orders'],
  ],
])('what is left out is neither dumped nor counted: %s', async (_, scope, left) => {
  const { dumps, failures } = await place.dump(sourceOf(server, { include: ['everything'], ...scope }));
  expect(failures).toEqual([]);
  const [dump] = dumps;
  if (!dump) throw new Error('no dump');
  const there = new Set(place.counts(dump).tables.map(({ schema, name }) => `${schema}.${name}`));
  const all = (await count('everything')).tables.map(({ schema, name }) => `${schema}.${name}`);
  expect(all.filter((name) => !there.has(name)).sort()).toEqual([...left].sort());
});

test('a table without a schema is looked for where the role would find it', async () => {
  await server.sql('postgres', `ALTER DATABASE everything SET search_path = 'shop'`);
  const { dumps } = await place.dump(
    sourceOf(server, { include: ['everything'], excludeTables: ['secret'], excludeTableData: ['shop.*'] }),
  );
  await server.sql('postgres', 'ALTER DATABASE everything RESET search_path');
  const [dump] = dumps;
  if (!dump) throw new Error('no dump');
  const { tables } = place.counts(dump);
  expect(tables.some(({ name }) => name === 'secret')).toBe(false);
  expect(tables.filter(({ schema }) => schema === 'shop').every(({ rows }) => rows === null)).toBe(true);
});
