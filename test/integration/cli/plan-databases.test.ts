import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import type { Doctor } from '#shared/domain/system.ts';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';
import { createWorld, entry, type World } from './world.ts';

const secret = 'unseen-by-all';
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres({ superuserPassword: secret });
  await server.sql('postgres', 'CREATE DATABASE shop');
});
afterAll(() => server.close());

async function createWorldWithPassword() {
  const world = createWorld();
  await world.json(['init', world.repository]);
  const file = join(world.folder, 'password');
  fs.writeFileSync(file, `${secret}\nnot this\n`);
  return { world, file };
}

const uri = (name = '') => `postgresql://postgres@127.0.0.1:${server.port}/${name}`;
const add = (world: World, ...words: readonly string[]) => [
  'plan',
  'add',
  'Shop',
  '--repository',
  world.repository,
  ...words,
];

/** Of all files below a folder, and of what was said. */
function expectUnseen(folder: string, ...said: readonly string[]): void {
  for (const text of said) expect(text).not.toContain(secret);
  for (const file of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) expect(fs.readFileSync(join(file.parentPath, file.name), 'latin1')).not.toContain(secret);
  }
}

test('a plan of databases alone is added, shown, changed and taken back', async () => {
  const { world, file } = await createWorldWithPassword();
  const said = await world.run(
    ...add(
      world,
      '--database',
      uri(),
      '--database-password-file',
      file,
      '--exclude-database',
      'postgres',
      '--label',
      'main',
    ),
  );
  expect(said).toMatchObject({ exit: 0, stderr: '' });
  expect(said.stdout).toContain(`main: postgresql://postgres@127.0.0.1:${server.port}`);
  expect(said.stdout).toContain('all databases but postgres');
  const edit = [
    '--change-database',
    'main',
    '--exclude-table',
    'audit.*',
    '--add-database',
    uri('shop'),
    '--database-password-file',
    file,
  ];
  const { plan } = await world.json<{ plan: Plan }>(['plan', 'edit', 'Shop', ...edit]);
  expect(plan.databases).toMatchObject([
    { label: 'main', exclude: ['postgres'], excludeTables: ['audit.*'] },
    { label: 'shop', include: ['shop'] },
  ]);
  const tested = await world.run('databases', 'test', 'Shop');
  expect(tested).toMatchObject({ exit: 0, stderr: '' });
  expect(tested.stdout).toMatch(
    /main: postgresql:.*\n {2}Server +PostgreSQL \d+\.\d+, not encrypted\n {2}Role +postgres, a superuser\n/,
  );
  expect(tested.stdout).toMatch(/Databases +shop \([\d.]+ MB\)\n {2}Not chosen +postgres\n/);
  const doctor = await world.json<Doctor>(['doctor']);
  expect(doctor.checks).toContainEqual({
    ...{ name: 'databases “shop” of “Shop”', ok: true, note: false },
    message: expect.stringMatching(/^PostgreSQL \d+\.\d+, 1 of 2 databases, [\d.]+ MB\.$/),
  });
  expect(doctor.programs.filter(({ name }) => name === 'pg_dump')).not.toEqual([]);
  await world.json(['plan', 'edit', 'Shop', '--remove-database', 'main']);
  const shown = await world.run('plan', 'show', 'Shop');
  expect(shown.stdout).toContain('shop: postgresql://');
  expect(shown.stdout).not.toContain('main:');
  expectUnseen(world.home, said.stdout, said.stderr, shown.stdout);
});

test('what would fail at night fails now: the plan is not added', async () => {
  const { world, file } = await createWorldWithPassword();
  fs.writeFileSync(join(world.folder, 'wrong'), 'wrong\n');
  const refused = async (exit: number, ...words: readonly string[]) =>
    (await world.json<{ code: string }>(add(world, ...words), exit)).code;
  const wrong = join(world.folder, 'wrong');
  expect(await refused(12, '--database', uri(), '--database-password-file', wrong)).toBe('database-refused');
  expect(await refused(12, '--database', uri())).toBe('password-needed');
  expect(await refused(10, '--database', uri('none'), '--database-password-file', file)).toBe('database-not-found');
  expect(await refused(12, '--database', 'postgresql://127.0.0.1:1/')).toBe('database-unreachable');
  expect(await refused(2, '--database', uri(), '--ask-password')).toBe('invalid-input');
  expect(await refused(2)).toBe('invalid-input');
  expect(await world.json(['plan', 'list'])).toEqual([]);
  await world.json(add(world, '--database', 'postgresql://127.0.0.1:1/', '--untested'));
  const ended = await world.run('doctor');
  expect(ended.exit).toBe(1);
  const unreachable = await world.json<[{ error: { code: string } }]>(['databases', 'test', 'Shop'], 12);
  expect(unreachable[0].error.code).toBe('database-unreachable');
  expect(ended.stdout).toMatch(/PROBLEM databases “127\.0\.0\.1” of “Shop”: .*nobody answers there/);
});

test('a password in the URI goes into the secret store, with a word of warning', async () => {
  const { world } = await createWorldWithPassword();
  const given = uri('shop').replace('@', `:${secret}@`);
  const ended = await world.run(...add(world, '--database', given));
  expect(ended.exit).toBe(0);
  expect(ended.stderr).toContain('Other users may have seen it');
  expectUnseen(world.home, ended.stdout, ended.stderr);
  const { plan } = await world.json<{ plan: Plan }>([
    'plan',
    'edit',
    'Shop',
    '--change-database',
    'shop',
    '--globals',
    'none',
  ]);
  expect(plan.databases).toMatchObject([{ globals: 'none' }]);
});

test('nor does the command’s line in the list of processes tell it any longer', async () => {
  const { world } = await createWorldWithPassword();
  const reached = Promise.withResolvers<void>();
  const silent = net.createServer(() => reached.resolve()).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as net.AddressInfo;
  const { process: child } = world.start(add(world, '--database', `postgresql://ada:${secret}@127.0.0.1:${port}/`));
  await reached.promise;
  const told = fs.readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
  expect(told.join('\n')).not.toContain(secret);
  child.kill('SIGKILL');
});

test('on a terminal it is asked for, and not shown', async () => {
  const { world } = await createWorldWithPassword();
  const words = [process.execPath, entry, '--home', world.home, ...add(world, '--database', uri('shop'))];
  const line = words.map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let seen = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    seen += chunk;
  });
  while (!seen.includes('Password of postgres')) await delay(20);
  child.stdin.write(`wromg\x15unseex\x7fn-by-all\r`);
  const exit = await new Promise((resolve) => child.once('close', resolve));
  expect({ exit, seen }).toMatchObject({ exit: 0, seen: expect.stringContaining('Next: holdfast backup Shop') });
  expectUnseen(world.home, seen);
  expect(seen).not.toContain('unseex');
});
