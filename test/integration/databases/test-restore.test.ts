import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Counts } from '../../../electron/engine/databases/counts-file.ts';
import { readSnapshotState } from '../../../electron/engine/repository/snapshot-state.ts';
import type { Dump } from '../../../shared/domain/database.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import {
  createProofHome,
  type ProofHome,
  scratchFolders,
  scratchProcesses,
  scratchRecords,
  testedOf,
} from '../../helpers/proof-home.ts';

let server: TestPostgres;
let home: ProofHome;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());
beforeEach(() => {
  home = createProofHome(server, { include: ['shop'] });
});
afterEach(async () => {
  expect([scratchFolders(), scratchProcesses(), scratchRecords(home.real.home)]).toEqual([[], [], []]);
  home.close();
  await server.sql('postgres', 'DROP DATABASE IF EXISTS shop WITH (FORCE)');
});

async function makeShop(...statements: readonly string[]): Promise<void> {
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('shop', statements.join(';\n'));
}

const dumpShop = async (): Promise<Dump> => {
  const shop = (await home.dump()).get('shop');
  if (!shop) throw new Error('shop was not dumped');
  return shop;
};

const customersAndOrders = [
  'CREATE TABLE customer (id int PRIMARY KEY, name text)',
  'CREATE TABLE orders (id int PRIMARY KEY, customer int, note text)',
  "INSERT INTO customer SELECT n, 'customer ' || n FROM generate_series(1, 100) n",
  "INSERT INTO orders SELECT n, 1 + n % 100, 'order ' || n FROM generate_series(1, 500) n",
];
const foreignKey = 'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer) REFERENCES customer';

it('a database with everything that makes dumps hard is proven, and a rebuild keeps the proof', async () => {
  await makeShop(fs.readFileSync(new URL('../../fixtures/everything.sql', import.meta.url), 'utf8'));
  const dump = await dumpShop();
  const run = await home.test(dump);
  const tested = testedOf(run);
  expect(tested).toMatchObject({ ok: true, failures: [], label: 'main', database: 'shop', snapshot: dump.snapshotId });
  expect(run).toMatchObject({ outcome: 'succeeded', snapshotId: dump.snapshotId });
  expect(tested.checks.passed).toBe(tested.checks.total);
  expect(tested.checks.total).toBeGreaterThan(80);
  expect(tested.remarks).toEqual(['The constraint later of shop.customer is NOT VALID, as on the server.']);
  const proofOf = () => home.real.catalogue.dumps.find({ snapshotId: dump.snapshotId })[0]?.dump.proof;
  const proof = proofOf();
  expect(proof).toMatchObject({ ok: true, runId: run.id, where: 'scratch-server', checks: tested.checks });
  const state = readSnapshotState(path.join(home.real.folderOf(dump.snapshotId), 'state.json'));
  expect(state.proofs).toEqual([{ sourceId: home.source.id, database: 'shop', proof }]);
  const repositoryIds = home.real.catalogue.repositories.list().map(({ id }) => id);
  await home.real.run({ kind: 'rebuild', repositoryIds });
  expect(proofOf()).toEqual(proof);
  expect(home.real.catalogue.proofs.last(home.real.catalogue.plans.get(home.planId)?.key ?? 0)).toMatchObject([
    { ok: true },
  ]);
});

it('a byte that changed is found as damage of its file, and nothing is restored', async () => {
  await makeShop(...customersAndOrders);
  const dump = await dumpShop();
  const content = fs.readFileSync(dump.path);
  content[Math.floor(content.length / 2)] = (content[Math.floor(content.length / 2)] ?? 0) ^ 1;
  fs.writeFileSync(dump.path, content);
  const run = await home.test(dump);
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'test-restore-failed' } });
  expect(testedOf(run)).toMatchObject({
    ok: false,
    failures: ['The file databases/main/shop.dump of the dump is damaged: its content has changed.'],
    restoreMs: 0,
  });
  expect(home.real.catalogue.damage.of(dump.snapshotId).map(({ path: file }) => file)).toEqual([dump.path]);
  expect(home.real.catalogue.dumps.find({ snapshotId: dump.snapshotId })[0]?.dump).toMatchObject({
    damaged: true,
    proof: { ok: false },
  });
});

it('a dump that was cut short, with sums that fit, can’t be restored', async () => {
  await makeShop(...customersAndOrders);
  const dump = await dumpShop();
  home.forge(dump, '.dump', (content) => content.subarray(0, content.length - 2000));
  const run = await home.test(dump);
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'test-restore-failed' } });
  expect(testedOf(run).failures.join(' ')).toMatch(/has 0 rows instead of|can’t be restored/);
});

it('rows that are not those recorded are found by their number and by their checksum', async () => {
  await makeShop(...customersAndOrders);
  const dump = await dumpShop();
  home.forge(dump, '.counts.json', (content) => {
    const counts: Counts = JSON.parse(content.toString());
    const tables = counts.tables.map((table) => {
      if (table.name === 'orders') return { ...table, rows: 501 };
      return { ...table, sample: table.sample && { ...table.sample, sum: '1' } };
    });
    const extra = { schema: 'public', name: 'lost', kind: 'table', rows: 3, bytes: 0, sample: null };
    return JSON.stringify({ ...counts, tables: [...tables, extra], objects: { ...counts.objects, functions: 7 } });
  });
  expect(testedOf(await home.test(dump)).failures).toEqual([
    'Rows of the table public.customer are not what they were: their checksum differs.',
    'The table public.orders has 500 rows instead of 501.',
    'The table public.lost is missing.',
    'There are 0 functions instead of 7.',
  ]);
});

it('a row whose foreign key leads nowhere, which the dump takes along, is found', async () => {
  const orphan = "SET session_replication_role = replica; INSERT INTO orders VALUES (1000, 999, 'of nobody')";
  await makeShop(...customersAndOrders, foreignKey, orphan);
  const { failures } = testedOf(await home.test(await dumpShop()));
  expect(failures[0]).toMatch(
    /^FK CONSTRAINT orders orders_customer can’t be restored: insert or update on table "orders" violates foreign key constraint "orders_customer" \(Key \(customer\)=\(999\) is not present in table "customer"\.\)/,
  );
  expect(failures).toContain('There are 0 foreign keys instead of 1.');
});

it('a foreign key that was never validated is told apart from damage', async () => {
  await makeShop(
    ...customersAndOrders,
    "INSERT INTO orders VALUES (1000, 999, 'of nobody')",
    `${foreignKey} NOT VALID`,
  );
  const tested = testedOf(await home.test(await dumpShop()));
  expect(tested).toMatchObject({ ok: true, failures: [] });
  expect(tested.remarks).toEqual([
    '1 row of public.orders leads to no row of public.customer: the foreign key orders_customer is NOT VALID on the server too.',
  ]);
});

it('a unique index that is broken on the server can’t be made anew', async () => {
  await makeShop(...customersAndOrders, 'CREATE UNIQUE INDEX customer_name ON customer (name)');
  const enable = (ready: boolean) =>
    server.sql('shop', `UPDATE pg_index SET indisready = ${ready} WHERE indexrelid = 'customer_name'::regclass`);
  await enable(false);
  await server.sql('shop', "INSERT INTO customer VALUES (1001, 'customer 1')");
  await enable(true);
  const { ok, failures } = testedOf(await home.test(await dumpShop()));
  expect(ok).toBe(false);
  expect(failures[0]).toMatch(/^INDEX customer_name can’t be restored: could not create unique index "customer_name"/);
});

it('what needs an extension that this machine lacks is remarked; everything else is compared', async () => {
  await makeShop(
    ...customersAndOrders,
    'CREATE TYPE place AS (x int, y int)',
    'CREATE TABLE places (id int PRIMARY KEY, at place)',
    'INSERT INTO places VALUES (1, (1, 2))',
    // As if the type had come with an extension that is not here any more.
    `INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
       VALUES (99999, 'nowhere', 10, 2200, true, '1.0')`,
    `INSERT INTO pg_depend VALUES ('pg_type'::regclass, 'place'::regtype, 0, 'pg_extension'::regclass, 99999, 0, 'e'),
       ('pg_class'::regclass, 'place'::regclass, 0, 'pg_extension'::regclass, 99999, 0, 'e')`,
  );
  const tested = testedOf(await home.test(await dumpShop()));
  expect(tested).toMatchObject({ ok: true, failures: [] });
  expect(tested.remarks[0]).toMatch(
    /^The extension nowhere can’t be had on this machine \(extension "nowhere" is not available\): what needs it was not tested/,
  );
  expect(tested.remarks[1]).toMatch(
    /^Objects that need a missing extension were not tested: \d+; tables among them: public\.places\.$/,
  );
});

it('where it does not fit, or no server programs do, it says what to do; the dump is not blamed', async () => {
  await makeShop(...customersAndOrders);
  const dump = await dumpShop();
  home.real.db.prepare('UPDATE dump SET database_bytes = 1e15').run();
  const full = await home.test(dump);
  expect(full).toMatchObject({ outcome: 'failed', error: { code: 'scratch-full' }, result: { databases: [] } });
  expect(full.error?.message).toMatch(/^A test restore of main\/shop needs about 1\.\d+ PB, but .* has only .* free\./);
  home.real.db.prepare("UPDATE dump SET database_bytes = 1000, server_version = '99.1'").run();
  const without = await home.test(dump);
  expect(without).toMatchObject({ outcome: 'failed', error: { code: 'scratch-missing' } });
  expect(without.error?.message).toMatch(/version 99 or newer.*install.*temporary database/);
  expect(without.warnings).toMatchObject([{ code: 'database-failed', path: 'databases/main/shop' }]);
  expect(home.real.catalogue.dumps.find({ snapshotId: dump.snapshotId })[0]?.dump.proof).toBeNull();
});

it('cancelled while it restores it leaves nothing, and no proof', async () => {
  await makeShop(...customersAndOrders);
  const dump = await dumpShop();
  expect(await home.test(dump, 'test-restoring')).toMatchObject({ outcome: 'cancelled', result: null });
  expect(home.real.catalogue.dumps.find({ snapshotId: dump.snapshotId })[0]?.dump.proof).toBeNull();
});
