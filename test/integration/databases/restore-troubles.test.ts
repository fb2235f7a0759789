import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCatalogueClient } from '../../../electron/engine/catalogue/catalogue-client.ts';
import { sweepDatabaseRestores } from '../../../electron/engine/databases/restore/sweep-database-restores.ts';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { acquirePlanLock } from '../../../electron/engine/repository/plan-lock.ts';
import { eventually } from '../../helpers/eventually.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { databasesOf, endOf, openShopHome, requestOf, restoredBy, type ShopHome } from '../../helpers/shop-home.ts';
import { createSilentLogger } from '../../helpers/silent-logger.ts';
import { canMount } from '../../helpers/volumes.ts';

let server: TestPostgres;
let home: ShopHome;

beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql(
    'shop',
    `CREATE TABLE orders AS SELECT n AS id, repeat(md5(n::text), 4) AS text FROM generate_series(1, 40000) n;
     ALTER TABLE orders ADD PRIMARY KEY (id)`,
  );
  home = await openShopHome(server, { include: ['shop'] });
  expect(await home.real.backUp()).toMatchObject({ outcome: 'succeeded' });
  await server.sql('postgres', 'ALTER DATABASE shop RENAME TO template_shop');
});
afterAll(async () => {
  await home.real.close();
  await server.close();
});
beforeEach(async () => {
  await server.sql('postgres', 'CREATE DATABASE shop TEMPLATE template_shop');
  await server.sql('shop', 'CREATE TABLE now (n int)');
});
afterEach(async () => {
  for (const name of await databasesOf(server)) await server.sql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`);
});

const isOld = async () => (await server.sql('shop', "SELECT 1 FROM pg_class WHERE relname = 'now'")).length === 1;
const expectUntouched = async () => {
  expect(await isOld()).toBe(true);
  expect(await databasesOf(server)).toEqual(['shop']);
};
/** As when Holdfast starts. */
async function sweep(): Promise<void> {
  const catalogue = openCatalogueClient(home.real.home, { threads: 1 });
  await sweepDatabaseRestores({ home: home.real.home, catalogue, logger: createSilentLogger() }, Date.now());
  await catalogue.close();
}
const phrase = () => `replace shop on 127.0.0.1:${server.port}`;

async function visitor(): Promise<pg.Client> {
  const client = new pg.Client({
    ...{ host: server.socket, port: server.port, user: server.superuser, database: 'shop', application_name: 'till 3' },
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

test('while somebody uses the database it is replaced only if sessions may be ended', async () => {
  const till = await visitor();
  const preview = await home.real.engine.services.databases.restorePreview(requestOf({ database: 'shop' }));
  expect(preview.sessions).toMatchObject([{ user: 'postgres', application: 'till 3', state: 'idle' }]);
  expect(preview.remarks.join(' ')).toContain('1 other session uses the database');
  const refused = await home.restore({ database: 'shop' });
  expect(refused).toMatchObject({ outcome: 'failed', error: { code: 'database-in-use' } });
  expect(refused.error?.message).toContain('“till 3”');
  await expectUntouched();
  expect((await till.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  const run = await home.restore({ database: 'shop', endSessions: true });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  await expect(till.query('SELECT 1')).rejects.toThrow();
  expect(await isOld()).toBe(false);
});

test('no row is lost that is written until the moment of the exchange, though clients come back at once', async () => {
  let stopped = false;
  const written: number[] = [];
  const writer = async (): Promise<void> => {
    for (let n = 0; !stopped; n += 1) {
      const till = await visitor().catch(() => null);
      // Once it is replaced there is no such table.
      await till?.query('INSERT INTO now VALUES ($1)', [n]).then(
        () => written.push(n),
        () => delay(5),
      );
      await till?.end().catch(() => {});
    }
  };
  const writing = writer();
  const run = await home.restore({ database: 'shop', endSessions: true });
  stopped = true;
  await writing;
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect(written.length).toBeGreaterThan(10);
  const undone = await home.undo(run.id);
  expect(undone).toMatchObject({ outcome: 'succeeded', error: null });
  const rows = await server.sql('shop', 'SELECT n FROM now ORDER BY n');
  expect(rows.map(({ n }) => n)).toEqual(written);
});

test('a dump with a damaged byte is never restored', async () => {
  const [snapshot = ''] = home.real.snapshots();
  const dump = path.join(snapshot, 'databases/main/shop.dump');
  const bytes = fs.readFileSync(dump);
  const damaged = Buffer.from(bytes);
  const at = Math.floor(bytes.length / 2);
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  fs.chmodSync(dump, 0o600);
  fs.writeFileSync(dump, damaged);
  try {
    const run = await home.restore({ database: 'shop' });
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'damaged', details: { count: 1 } } });
    await expectUntouched();
  } finally {
    fs.writeFileSync(dump, bytes);
  }
});

test('a backup of the plan that is going on keeps a database from being replaced before anything is done', async () => {
  const lock = acquirePlanLock(planPaths(home.real.repository, home.plan.slug), {
    planName: 'x',
    runId: crypto.randomUUID(),
  });
  try {
    expect(await home.restore({ database: 'shop' })).toMatchObject({ error: { code: 'locked' } });
    await expectUntouched();
  } finally {
    lock.release();
  }
});

test('cancelled while it is restored: nothing is left, and nothing has changed', async () => {
  const { databases, runs } = home.real.engine.services;
  const { runId } = await databases.restore({ ...requestOf({ database: 'shop' }), confirm: phrase() });
  for await (const event of runs.watch({ run: runId })) {
    if (event.type === 'progress' && event.progress.phase === 'restoring') await runs.cancel({ run: runId });
  }
  expect(await runs.get({ run: runId })).toMatchObject({ outcome: 'cancelled' });
  await expectUntouched();
});

test('a server that dies while a database is restored: told, and what it left goes at the next start', async () => {
  const { databases } = home.real.engine.services;
  const { runId } = await databases.restore({ ...requestOf({ database: 'shop' }), confirm: phrase() });
  await eventually(async () => (await databasesOf(server)).some((name) => name.includes('_holdfast_new_')));
  await server.stop('immediate');
  const run = await endOf(home.real, runId);
  expect(run.outcome).toBe('failed');
  expect(['database-lost', 'database-unreachable', 'database-not-restored']).toContain(run.error?.code);
  await server.start();
  await sweep();
  await expectUntouched();
});

test.runIf(canMount)('a server whose disk is full: told with what to do, and nothing has changed', async () => {
  const place = fs.mkdtempSync(path.join(server.folder, 'small-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=0777', 'tmpfs', place]);
  try {
    const { uid, gid } = fs.statSync(path.join(server.folder, 'data'));
    fs.mkdirSync(`${place}/space`);
    fs.chownSync(`${place}/space`, uid, gid);
    await server.sql('postgres', `DROP DATABASE shop`);
    await server.sql('postgres', `CREATE TABLESPACE small LOCATION '${place}/space'`);
    await server.sql('postgres', 'CREATE DATABASE shop TABLESPACE small TEMPLATE template0');
    await server.sql('shop', 'CREATE TABLE now (n int)');
    const run = await home.restore({ database: 'shop' });
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'database-not-restored' } });
    expect(run.error?.message).toMatch(/No space left on device.*Make room on the server.*was not touched/);
    // A server can't even remove a database then.
    execFileSync('mount', ['-o', 'remount,size=200m', place]);
    await sweep();
    await expectUntouched();
    await server.sql('postgres', 'DROP DATABASE shop');
    await server.sql('postgres', 'DROP TABLESPACE small');
  } finally {
    execFileSync('umount', ['-l', place]);
    await server.sql('postgres', 'CREATE DATABASE shop').catch(() => {});
  }
});

test('a lock on a chosen table: the session that holds it is ended if that is allowed', async () => {
  const till = await visitor();
  await till.query('BEGIN; LOCK TABLE orders IN ACCESS SHARE MODE');
  const run = await home.restore({ database: 'shop', tables: ['orders'], endSessions: true });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  expect(restoredBy(run).mode).toBe('within');
  await till.end().catch(() => {});
});

test('what keeps a database from being renamed is told before: prepared transactions, replication slots', async () => {
  const strict = await startPostgres({ settings: { wal_level: 'logical', max_prepared_transactions: '2' } });
  try {
    await strict.sql('postgres', 'CREATE DATABASE shop');
    await strict.sql('shop', "SELECT pg_create_logical_replication_slot('stream', 'test_decoding')");
    await strict.sql('shop', "CREATE TABLE one (n int); BEGIN; INSERT INTO one VALUES (1); PREPARE TRANSACTION 'p'");
    const connection = { host: strict.socket, port: strict.port, user: strict.superuser };
    const request = requestOf({
      database: 'shop',
      to: {
        source: null,
        connection: { ...connection, database: 'postgres', service: '', tls: 'prefer', caFile: '' },
        password: null,
        database: null,
      },
    });
    const { problems } = await home.real.engine.services.databases.restorePreview(request);
    expect(problems).toHaveLength(2);
    expect(problems.join(' ')).toMatch(/\(stream\): drop them first.*prepared transactions/);
  } finally {
    await strict.close();
  }
});

test('a repository that is away is told as that', async () => {
  const { databases } = home.real.engine.services;
  const away = `${home.real.repository}-away`;
  fs.renameSync(home.real.repository, away);
  try {
    await expect(databases.restorePreview(requestOf({ database: 'shop' }))).rejects.toMatchObject({
      code: expect.stringMatching(/^destination-/),
    });
  } finally {
    fs.renameSync(away, home.real.repository);
  }
});
