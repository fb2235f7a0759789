import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseDraftSchema } from '../../../shared/domain/database.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { entry } from './world.ts';

let server: TestPostgres;
let home: BackupHome;

beforeAll(async () => {
  [server, home] = await Promise.all([startPostgres(), openBackupHome()]);
  await server.sql('postgres', 'CREATE DATABASE shop');
  await server.sql('shop', 'CREATE TABLE orders (n int); INSERT INTO orders SELECT generate_series(1, 20)');
  fs.writeFileSync(path.join(home.source, 'letter'), 'first');
  const connection = { host: server.socket, port: server.port, user: server.superuser };
  const main = databaseDraftSchema.parse({ label: 'main', connection, include: ['shop'], testRestore: 'never' });
  await home.addPlan({ name: 'Shop', databases: [main] });
  await home.addPlan({ name: 'Papers' });
});
afterAll(async () => {
  await home.close();
  await server.close();
});

const execute = promisify(execFile);

async function holdfast(...words: readonly string[]) {
  const args = [entry, '--home', home.home, ...words];
  return execute(process.execPath, args, { encoding: 'utf8' }).then(
    ({ stdout, stderr }) => ({ exit: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ exit: Number(code), stdout: String(stdout), stderr: String(stderr) }),
  );
}

/** The whole list, or the last of several documents. */
async function json(...words: readonly string[]) {
  const { stdout } = await holdfast(...words, '--json');
  return JSON.parse(stdout.startsWith('[') ? stdout : (stdout.trim().split('\n').at(-1) ?? ''));
}

test('backup tells its databases; --only takes one part of it', async () => {
  const whole = await holdfast('backup', 'Shop');
  expect(whole).toMatchObject({ exit: 0, stderr: '' });
  expect(whole.stdout).toMatch(/^Shop: 1 database dumped \(.*\); 1 file added, /);
  expect(whole.stdout).toMatch(/\n {2}main\/shop: 1 table, 20 rows, /);

  await server.sql('shop', 'INSERT INTO orders VALUES (21); CREATE TABLE carts ()');
  const only = await holdfast('backup', '--only', 'databases', '--json');
  const results = only.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'result');
  expect(results).toMatchObject([
    {
      ...{ plan: 'Shop', outcome: 'succeeded', unchanged: false, files: { added: 0, unchanged: 0 } },
      databases: [{ label: 'main', database: 'shop', tables: 2, rows: 21, error: null }],
    },
  ]);
  expect(await json('backup', 'Shop', '--only', 'files')).toMatchObject({ unchanged: true, databases: [] });
  expect(await holdfast('backup', 'Papers', '--only', 'databases')).toMatchObject({ exit: 2 });
});

test('databases lists the dumps, and shows one with its tables and what changed', async () => {
  const list = await json('databases');
  expect(
    list.map(({ label, database, rows, proof }: Record<string, unknown>) => [label, database, rows, proof]),
  ).toEqual([
    ['main', 'shop', 21, null],
    ['main', 'shop', 20, null],
  ]);
  const told = await holdfast('databases', '--plan', 'Shop');
  expect(told.stdout).toMatch(/main\/shop .* not tested\n/);
  expect(await json('databases', 'show', 'Shop/latest', 'main/shop')).toMatchObject({
    dump: { rows: 21, tables: 2 },
    previous: { rows: 20 },
    tables: [
      { name: 'carts', rows: 0, before: null },
      { name: 'orders', rows: 21, before: { rows: 20 } },
    ],
  });
  const shown = await holdfast('databases', 'show', 'Shop/latest', 'shop');
  expect(shown.stdout).toMatch(/public\.orders +21 +\+1 /);
  const missing = await holdfast('databases', 'show', 'Shop/latest', 'nothing');
  expect(missing).toMatchObject({ exit: 10, stderr: expect.stringContaining('It holds: main/shop.') });
});

test('a snapshot of databases alone says so where files are asked of it', async () => {
  for (const words of [
    ['ls', 'Shop/latest'],
    ['cat', 'Shop/latest', '/letter'],
    ['restore', 'Shop/latest', '--to', home.at('back')],
  ]) {
    const { exit, stderr } = await holdfast(...words);
    expect([words[0], exit, stderr]).toEqual([words[0], 10, expect.stringContaining('holds databases only, no files')]);
  }
  expect((await holdfast('snapshots', '--plan', 'Shop')).stdout).toMatch(/1 database, no files/);
  const [dumps] = await json('databases');
  expect(await json('verify', dumps.snapshotId)).toMatchObject({ outcome: 'succeeded', checked: 3 });
});
