import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { databasesOf, openShopHome, requestOf, restoredBy, type ShopHome } from '../../helpers/shop-home.ts';

let server: TestPostgres;
let home: ShopHome;

beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql(
    'shop',
    `CREATE TYPE mood AS ENUM ('good', 'bad');
     CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, mood mood DEFAULT 'good');
     CREATE TABLE orders (id serial PRIMARY KEY, customer int CONSTRAINT of_customer REFERENCES customers, at date);
     CREATE INDEX orders_at ON orders (at);
     COMMENT ON INDEX orders_at IS 'by day';
     CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);
     CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
     CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
     CREATE SCHEMA "the archive"; CREATE TABLE "the archive"."old orders" (id int PRIMARY KEY);
     INSERT INTO customers SELECT n, 'customer ' || n FROM generate_series(1, 20) n;
     INSERT INTO orders (customer, at) SELECT 1 + n % 20, date '2026-01-01' + n FROM generate_series(1, 50) n;
     INSERT INTO events SELECT n, date '2025-06-01' + n FROM generate_series(1, 400) n;
     INSERT INTO "the archive"."old orders" SELECT generate_series(1, 5)`,
  );
  home = await openShopHome(server, { include: ['shop'] });
  expect(await home.real.backUp()).toMatchObject({ outcome: 'succeeded' });
  await server.sql('postgres', 'ALTER DATABASE shop RENAME TO template_shop');
});
afterAll(async () => {
  await home.real.close();
  await server.close();
});
beforeEach(() => server.sql('postgres', 'CREATE DATABASE shop TEMPLATE template_shop'));
afterEach(async () => {
  for (const name of await databasesOf(server)) await server.sql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`);
});

const count = async (table: string, database = 'shop') =>
  Number((await server.sql(database, `SELECT count(*) FROM ${table}`))[0]?.count);
const definition = async (table: string, database = 'shop') =>
  (await server.run('pg_dump', '--schema-only', '--table', table, database)).replaceAll(/^\\(un)?restrict .*$/gm, '');

test('chosen tables come back with their indexes, keys and sequences; the rest stays, and an undo puts them back', async () => {
  const [before, customers] = [await definition('orders'), await definition('customers')];
  await server.sql(
    'shop',
    'DELETE FROM orders WHERE id > 10; DROP INDEX orders_at; UPDATE customers SET name = $$changed$$',
  );
  const preview = await home.real.engine.services.databases.restorePreview(
    requestOf({ database: 'shop', tables: ['orders'] }),
  );
  expect(preview).toMatchObject({ mode: 'within', problems: [], globals: null });
  expect(preview.tables.map(({ name, becomes }) => [name, becomes])).toContainEqual(['customers', 'stays']);
  expect(preview.consequence).toBe(
    '1 table with 10 rows of the database shop is replaced by the dump; what was there is kept as a safety dump for 30 days.',
  );
  const run = await home.restore({ database: 'shop', tables: ['orders'] });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect(restoredBy(run)).toMatchObject({ mode: 'within', tables: 1, rows: 50, safetySnapshotId: expect.any(String) });
  expect(await definition('orders')).toBe(before);
  expect(await definition('customers')).toBe(customers);
  expect(await server.sql('shop', 'SELECT DISTINCT name FROM customers')).toEqual([{ name: 'changed' }]);
  expect(await server.sql('shop', "SELECT nextval('orders_id_seq')")).toEqual([{ nextval: '51' }]);
  const undone = await home.undo(run.id);
  expect(undone).toMatchObject({ outcome: 'succeeded', error: null });
  expect(await count('orders')).toBe(10);
  expect(await definition('orders')).not.toContain('orders_at');
});

test('a partitioned table brings its partitions, a schema what is in it, also where they are gone', async () => {
  await server.sql('shop', 'DROP TABLE events; DROP SCHEMA "the archive" CASCADE');
  const run = await home.restore({ database: 'shop', tables: ['public.events'], schemas: ['the *'] });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect([await count('events'), await count('events_2025'), await count('"the archive"."old orders"')]).toEqual([
    400, 213, 5,
  ]);
  expect(await home.undo(run.id)).toMatchObject({ outcome: 'succeeded', error: null });
  const tables = await server.sql(
    'shop',
    "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relname ~ 'events|old'",
  );
  expect(tables).toEqual([]);
});

test('chosen tables into a new database: with what they need, without what leads elsewhere', async () => {
  const run = await home.restore({
    database: 'shop',
    tables: ['customers', 'orders'],
    create: true,
    to: target('part'),
  });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect(restoredBy(run)).toMatchObject({ mode: 'create', tables: 2, rows: 70 });
  expect(await definition('customers', 'part')).toBe(await definition('customers'));
  expect(await definition('orders', 'part')).toBe(await definition('orders'));
  const alone = await home.restore({ database: 'shop', tables: ['orders'], create: true, to: target('alone') });
  expect(alone).toMatchObject({ outcome: 'succeeded', error: null });
  expect(await definition('orders', 'alone')).not.toContain('of_customer');
});

test('what others depend on can’t be replaced alone: told in the dry run, and nothing is done', async () => {
  await server.sql('shop', 'DELETE FROM customers WHERE id > 50; CREATE VIEW names AS SELECT name FROM customers');
  const request = requestOf({ database: 'shop', tables: ['customers'] });
  const { problems } = await home.real.engine.services.databases.restorePreview(request);
  expect(problems).toEqual([
    expect.stringMatching(
      /constraint of_customer on table (public\.)?orders, view (public\.)?names\. Choose these as well/,
    ),
  ]);
  await expect(home.restore({ database: 'shop', tables: ['customers'] })).rejects.toMatchObject({
    code: 'restore-blocked',
  });
  await server.sql('shop', 'DROP VIEW names; DELETE FROM orders; DELETE FROM customers');
  const run = await home.restore({ database: 'shop', tables: ['customers', 'orders'] });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect([await count('customers'), await count('orders')]).toEqual([20, 50]);
});

test('partitions go with their table: those of the dump are replaced, a newer one is lost, and an undo brings it back', async () => {
  await server.sql(
    'shop',
    "CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01'); INSERT INTO events VALUES (0, '2027-05-05')",
  );
  const preview = await home.real.engine.services.databases.restorePreview(
    requestOf({ database: 'shop', tables: ['events'] }),
  );
  const becomes = new Map(preview.tables.map((table) => [table.name, table.becomes]));
  expect([becomes.get('events_2025'), becomes.get('events_2027'), becomes.get('orders')]).toEqual([
    'replaced',
    'lost',
    'stays',
  ]);
  expect(preview.phrase).not.toBeNull();
  const run = await home.restore({ database: 'shop', tables: ['events'] });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect(restoredBy(run)).toMatchObject({ tables: 2, rows: 400 });
  expect(await home.undo(run.id)).toMatchObject({ outcome: 'succeeded', error: null });
  expect([await count('events'), await count('events_2027')]).toEqual([401, 1]);
});

test('nothing that fits, and names that are wrong, are told before anything is done', async () => {
  const { databases } = home.real.engine.services;
  const problems = async (request: Parameters<typeof requestOf>[0]) => {
    const { problems: told } = await databases.restorePreview(requestOf(request));
    await expect(databases.restore(requestOf(request))).rejects.toMatchObject({
      code: 'restore-blocked',
      details: { problems: told },
    });
    return told.join(' ');
  };
  expect(await problems({ database: 'shop', tables: ['nothing'] })).toContain('holds nothing that fits nothing');
  expect(await problems({ database: 'shop', create: true })).toContain('There is a database shop on');
  expect(await problems({ database: 'shop', to: target('absent') })).toContain('(--create)');
  expect(await problems({ database: 'shop', to: target('template1') })).toContain('is a template');
  await expect(databases.restorePreview(requestOf({ database: 'absent' }))).rejects.toMatchObject({
    code: 'dump-not-found',
  });
  await expect(
    databases.restorePreview(requestOf({ database: 'shop', to: { ...target('x'), source: 'other' } })),
  ).rejects.toMatchObject({ code: 'invalid-input' });
});

const target = (database: string) => ({ source: null, connection: null, password: null, database });
