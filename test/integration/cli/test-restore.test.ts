import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { createWorld, type World } from './world.ts';

let server: TestPostgres;
let world: World;

beforeAll(async () => {
  server = await startPostgres();
  world = createWorld({ forTest: false });
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('shop', 'CREATE TABLE orders (n int PRIMARY KEY); INSERT INTO orders SELECT generate_series(1, 20)');
  world.write('letter', 'first');
  const uri = `postgresql://${server.superuser}@/shop?host=${encodeURIComponent(server.socket)}&port=${server.port}`;
  await world.json(['init', world.repository]);
  await world.json(['plan', 'add', 'Papers', '--repository', world.repository, '--folder', world.source]);
  await world.json([
    'plan',
    'add',
    'Shop',
    '--repository',
    world.repository,
    '--database',
    uri,
    '--test-restore',
    'never',
  ]);
  for (const plan of ['Papers', 'Shop']) await world.json(['backup', plan]);
});
afterAll(async () => {
  world.destroy();
  await server.close();
});

interface Queries {
  readonly passed: number;
  readonly total: number;
}

interface Verified {
  readonly databases: readonly { readonly name: string; readonly queries: Queries }[];
  readonly testOutcome?: string;
}

test('verify --test-restore proves the dumps of a snapshot, beside its checksums', async () => {
  const verified = await world.json<Verified & Record<string, never>>(['verify', 'Shop/latest', '--test-restore']);
  expect(verified).toMatchObject({
    type: 'result',
    outcome: 'succeeded',
    testOutcome: 'succeeded',
    damaged: [],
    missing: [],
  });
  expect(verified.databases).toMatchObject([{ name: 'shop', ok: true, errors: [], remarks: [] }]);
  const [{ passed, total }] = verified.databases.map(({ queries }) => queries) as [Queries];
  expect([passed, passed > 10]).toEqual([total, true]);
  const told = await world.run('verify', '--plan', 'Shop', '--test-restore');
  expect(told.stdout).toMatch(
    /^proven {2}\S+\/shop {2}\(\d+ of \d+ comparisons; restored in .* s, compared in .* s\)$/m,
  );
  expect(await world.json(['databases'])).toMatchObject([{ database: 'shop', proof: { ok: true } }]);
});

test('without a dump it says so before it reads anything', async () => {
  const ended = await world.run('verify', 'Papers/latest', '--test-restore');
  expect(ended).toMatchObject({ exit: 2, stdout: '' });
  expect(ended.stderr).toContain('There is no dump of a database to test.');
});

test('after each backup, where the plan wants it', async () => {
  await world.json(['plan', 'edit', 'Shop', '--change-database', 'shop', '--test-restore', 'after-each-backup']);
  const ended = await world.run('backup', 'Shop');
  expect(ended.exit).toBe(0);
  expect(ended.stderr).toContain('Testing the new dumps by restoring them.');
  const [newest] = await world.json<{ proof: unknown }[] & Record<string, never>>(['databases']);
  expect(newest?.proof).toMatchObject({ ok: true });
});

test('13: a dump that is not what was recorded', async () => {
  const [newest] = await world.json<{ path: string; snapshotName: string }[] & Record<string, never>>(['databases']);
  const content = fs.readFileSync(newest?.path ?? '');
  content[content.length - 100] = (content[content.length - 100] ?? 0) ^ 1;
  fs.writeFileSync(newest?.path ?? '', content);
  const ended = await world.run('verify', newest?.snapshotName ?? '', '--test-restore');
  expect(ended.exit).toBe(13);
  expect(ended.stdout).toMatch(
    /^FAILED {2}\S+\/shop .*\n\s+The file databases\/.*\/shop\.dump of the dump is damaged: its content has changed\.$/m,
  );
});
