import fs from 'node:fs';
import path from 'node:path';
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
  const uri = `postgresql://${server.superuser}@/shop?host=${encodeURIComponent(server.socket)}&port=${server.port}`;
  await world.json(['init', world.repository]);
  const plan = ['plan', 'add', 'Shop', '--repository', world.repository, '--database', uri, '--test-restore', 'never'];
  await world.json(plan);
  await world.json(['backup', 'Shop']);
  await server.sql('shop', 'DELETE FROM orders WHERE n > 5');
});
afterAll(async () => {
  world.destroy();
  await server.close();
});

const place = () => `this computer, port ${server.port}`;
const orders = async (database = 'shop') =>
  Number((await server.sql(database, 'SELECT count(*) FROM orders'))[0]?.count);

test('a dry run shows what would be replaced, and with which phrase', async () => {
  const { stdout, exit } = await world.run('restore-database', 'latest', 'shop', '--dry-run');
  expect(exit).toBe(0);
  expect(stdout).toMatch(/public\.orders +5 +20 +replaced/);
  expect(stdout).toContain('Now 1 table with 5 rows, then 1 table with 20 rows.');
  expect(stdout).toContain(`--confirm 'replace shop on ${place()}'`);
  const preview = await world.json(['restore-database', 'latest', 'shop/shop', '--dry-run']);
  expect(preview).toMatchObject({ mode: 'replace', problems: [], phrase: `replace shop on ${place()}` });
});

test('it is replaced with the phrase, and taken back by an undo', async () => {
  const refused = await world.json(['restore-database', 'latest', 'shop'], 14);
  expect(refused).toMatchObject({ type: 'error', code: 'confirmation-needed', phrase: `replace shop on ${place()}` });
  const phrase = `replace shop on ${place()}`;
  const result = await world.json<{ restoreId: string }>(['restore-database', 'latest', 'shop', '--confirm', phrase]);
  expect(result).toMatchObject({
    type: 'result',
    outcome: 'succeeded',
    mode: 'replace',
    tables: 1,
    rows: 20,
    undoOf: null,
  });
  expect(result).toMatchObject({ safetySnapshot: expect.any(String) });
  expect(await orders()).toBe(20);
  const dry = await world.run('restore-database', 'undo', result.restoreId, '--dry-run');
  expect(dry.stdout).toMatch(/public\.orders +20 +5 +replaced/);
  const undone = await world.run('restore-database', 'undo', result.restoreId, '--confirm', phrase);
  expect(undone).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^Undone: shop: 1 table, 5 rows; /) });
  expect(await orders()).toBe(5);
});

test('to another server by URI, with a password from a file; problems and wrong words are told', async () => {
  const file = path.join(world.folder, 'password');
  fs.writeFileSync(file, `${server.password}\n`, { mode: 0o600 });
  const to = [
    '--to',
    `postgresql://${server.superuser}@${server.tcpHost}:${server.port}/copy`,
    '--database-password-file',
    file,
  ];
  const blocked = await world.json(['restore-database', 'latest', 'shop', ...to], 2);
  expect(blocked).toMatchObject({
    code: 'restore-blocked',
    details: { problems: [expect.stringContaining('(--create)')] },
  });
  const made = await world.run('restore-database', 'latest', 'shop', ...to, '--create', '--table', 'orders');
  expect(made).toMatchObject({ exit: 0, stdout: expect.stringContaining('Restored: copy: 1 table, 20 rows') });
  expect(await orders('copy')).toBe(20);
  expect((await world.run('restore-database', 'latest', 'absent')).exit).toBe(10);
  expect((await world.run('restore-database', 'latest', 'shop', '--map-owner', 'x')).exit).toBe(2);
  expect((await world.run('restore-database', 'undo', '00000000')).exit).toBe(10);
});
