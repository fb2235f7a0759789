import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { isRunPassword } from '../../../electron/engine/databases/restore/run-password.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { createSecretStore } from '../../../electron/engine/secrets/secret-store.ts';
import type { RunPhase } from '../../../shared/domain/run.ts';
import { eventually } from '../../helpers/eventually.ts';
import { killInPhase } from '../../helpers/kill-in-phase.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { databasesOf, openShopHome, type ShopHome } from '../../helpers/shop-home.ts';
import { withEngine } from '../../helpers/with-engine.ts';

let server: TestPostgres;
let home: ShopHome;
const script = fileURLToPath(new URL('../../fixtures/restore-database.ts', import.meta.url));

beforeAll(async () => {
  server = await startPostgres();
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql(
    'shop',
    'CREATE TABLE many AS SELECT n AS id, md5(n::text) AS text FROM generate_series(1, 200000) n',
  );
  await server.sql('shop', 'ALTER TABLE many ADD PRIMARY KEY (id); CREATE INDEX ON many (text)');
  home = await openShopHome(server, { include: ['shop'] });
  expect(await home.real.backUp()).toMatchObject({ outcome: 'succeeded' });
  await server.sql('postgres', 'DROP DATABASE shop');
  await home.real.engine.close();
});
afterAll(async () => {
  await home.real.close();
  await server.close();
});
beforeEach(async () => {
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('shop', 'CREATE TABLE many (id int); INSERT INTO many VALUES (1), (2); CREATE TABLE now (n int)');
});
afterEach(async () => {
  for (const name of await databasesOf(server)) await server.sql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`);
});

/** A restore in a process of its own, killed `later` milliseconds after it has come to a step. Gives the run's id. */
async function killAt(phase: RunPhase, later: number, request: Record<string, unknown> = {}): Promise<string> {
  const phrase = `replace shop on 127.0.0.1:${server.port}`;
  const args = [script, home.real.home, phrase, JSON.stringify({ snapshot: 'latest', database: 'shop', ...request })];
  const killed = await killInPhase(args, { phase, later });
  expect(killed).not.toBe('');
  await noSession();
  return killed;
}

/** What a kill leaves on the server ends by itself. */
const noSession = (): Promise<void> =>
  eventually(async () => {
    const [row] = await server.sql(
      'postgres',
      "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'holdfast%'",
    );
    return Number(row?.count) === 0;
  });

const isOld = async (): Promise<boolean> => {
  const rows = await server.sql('shop', "SELECT relname FROM pg_class WHERE relname = 'now'");
  const [many] = await server.sql('shop', 'SELECT count(*) FROM many');
  expect([2, 200_000]).toContain(Number(many?.count));
  expect(Number(many?.count) === 2).toBe(rows.length === 1);
  return rows.length === 1;
};

/** Starts Holdfast again, waits until it has swept, and gives what it tells of the run. */
const startAgain = <Result>(use: (engine: Engine) => Promise<Result>): Promise<Result> =>
  withEngine(home.real.home, 'command', Date.now, use);

test.each<[RunPhase, number]>([
  ['checking', 0],
  ['restoring', 0],
  ['restoring', 300],
  ['proving', 0],
])('killed at “%s” after %i ms: the database is as it was, and what was made beside goes', async (phase, later) => {
  const runId = await killAt(phase, later);
  expect(await isOld()).toBe(true);
  await startAgain(async ({ services }) => {
    const run = await services.runs.get({ run: runId });
    expect(run).toMatchObject({ outcome: 'interrupted', error: { code: 'database-restore-interrupted' } });
    expect(run.error?.message).toMatch(
      phase === 'checking' ? 'before it touched anything. Start it again' : 'the database shop is as it was',
    );
  });
  expect(await databasesOf(server)).toEqual(['shop']);
});

test.each<[RunPhase, number]>([
  ['swapping', 0],
  ['saving', 0],
  ['dumping', 0],
])(
  'killed at “%s” after %i ms: it is the old or the new one, and an undo brings the old one back',
  async (phase, later) => {
    const runId = await killAt(phase, later);
    const wasOld = await isOld();
    const kept = `shop_holdfast_old_${runId.slice(0, 8)}`;
    await startAgain(async ({ services }) => {
      const run = await services.runs.get({ run: runId });
      expect(run).toMatchObject({ outcome: 'interrupted', error: { code: 'database-restore-interrupted' } });
      if (phase !== 'swapping') expect(run.error?.message).toContain(kept);
    });
    expect(await databasesOf(server)).toEqual(wasOld ? ['shop'] : ['shop', kept]);
    await startAgain(async ({ services: { databases, runs } }) => {
      const asked = { restore: runId, endSessions: false };
      if (wasOld) {
        await expect(databases.undoRestorePreview(asked)).rejects.toMatchObject({ code: 'not-undoable' });
        return;
      }
      const preview = await databases.undoRestorePreview(asked);
      expect(preview.tables).toContainEqual(expect.objectContaining({ name: 'now', becomes: 'new' }));
      const undone = await databases.undoRestore({ ...asked, confirm: preview.phrase ?? '' });
      for await (const event of runs.watch({ run: undone.runId })) {
        if (event.type === 'ended') expect(event.run).toMatchObject({ outcome: 'succeeded', error: null });
      }
    });
    expect(await isOld()).toBe(true);
    expect(await databasesOf(server)).toEqual(['shop']);
  },
);

test('killed while chosen tables are restored: they are as they were, and a password for elsewhere is gone', async () => {
  const connection = { host: server.tcpHost, port: server.port, user: server.superuser, tls: 'disable' };
  const to = { connection: { ...connection, database: 'template1' }, password: server.password };
  await killAt('checking', 0, { tables: ['many'], to });
  const runId = await killAt('restoring', 0, { tables: ['many'], to });
  expect(createSecretStore(home.real.home).names().filter(isRunPassword)).not.toEqual([]);
  expect(await isOld()).toBe(true);
  await startAgain(async ({ services }) => {
    const { error } = await services.runs.get({ run: runId });
    expect(error?.message).toContain('is as it was, or restored as a whole');
  });
  expect(createSecretStore(home.real.home).names().filter(isRunPassword)).toEqual([]);
});
