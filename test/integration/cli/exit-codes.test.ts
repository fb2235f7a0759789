import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createGatedRsync, createWorld, createWorldWithPlan } from './world.ts';

interface Told {
  readonly type: string;
  readonly code: string;
  readonly message: string;
}

test('0: help and version need no home', async () => {
  const world = createWorld();
  expect(await world.run('help')).toMatchObject({ exit: 0, stderr: '' });
  expect((await world.run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('2: wrong usage and invalid input', async () => {
  const world = createWorld();
  const unknown = await world.run('bakup');
  expect(unknown).toMatchObject({ exit: 2, stdout: '' });
  expect(unknown.stderr).toContain('Did you mean “backup”?');
  expect(await world.json(['restore', 'latest'], 2)).toMatchObject({ type: 'error', code: 'invalid-input' });
  expect(
    (await world.run('plan', 'add', 'x', '--repository', 'r', '--folder', 'f', '--exclude-larger', 'big')).exit,
  ).toBe(2);
  expect((await world.run('backup')).exit).toBe(2);
});

test('3: done, but something could not be read', async () => {
  const world = createWorld();
  const uid = process.getuid?.() === 0 ? 65_534 : undefined;
  const own = (path: string) => uid !== undefined && chownSync(path, uid, uid);
  for (const path of [world.folder, world.source]) own(path);
  chmodSync(world.folder, 0o755);
  world.write('open.txt', 'open');
  world.write('closed.txt', 'closed');
  chmodSync(join(world.source, 'closed.txt'), 0o000);
  const run = (...words: string[]) => world.start(words, { uid, environment: { HOME: world.folder } }).ended;
  expect((await run('init', 'repository')).stderr).toBe('');
  await run('plan', 'add', 'Home', '--repository', 'repository', '--folder', 'source');
  const { exit, stdout } = await run('backup', '--json');
  expect(exit).toBe(3);
  const result = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  expect(result).toMatchObject({ type: 'result', outcome: 'succeeded-with-warnings' });
  expect(result.warnings).toMatchObject([{ code: 'unreadable', path: join(world.source, 'closed.txt') }]);
  const human = await run('backup');
  expect(human.stderr).toContain('closed.txt');
});

test('10: no such repository, plan, snapshot, run, path', async () => {
  const world = await createWorldWithPlan();
  await world.json(['backup']);
  const told = (...words: string[]) => world.json<Told & Record<string, never>>(words, 10);
  expect(await told('backup', 'Work')).toMatchObject({
    type: 'error',
    code: 'plan-not-found',
    details: { plan: 'Work' },
  });
  expect(await told('plan', 'add', 'x', '--repository', 'nowhere', '--folder', 'source')).toMatchObject({
    code: 'repository-not-found',
  });
  expect(await told('ls', 'ffffffff')).toMatchObject({ code: 'snapshot-not-found' });
  expect(await told('run', 'show', 'ffffffff')).toMatchObject({ code: 'run-not-found' });
  expect(await told('cat', 'latest', 'source/other.txt')).toMatchObject({ code: 'path-not-found' });
  expect(await told('ls', 'latest', 'source/other')).toMatchObject({ code: 'path-not-found' });
  const { stderr } = await world.run('history', 'source/other.txt');
  expect(stderr).toContain('other.txt');
});

test('11: a second start of a plan, and its run is told of; the first goes on', async () => {
  const world = await createWorldWithPlan();
  const rsync = createGatedRsync(world.folder);
  const first = world.start(['backup', '--json'], { environment: rsync.environment });
  await first.said(/"started"/);
  const second = await world.run('backup', '--json');
  expect(second.exit).toBe(11);
  const lines = second.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.find(({ type }) => type === 'result')).toMatchObject({ outcome: 'skipped', snapshot: null });
  expect(lines.at(-1)).toMatchObject({ type: 'error', code: 'locked' });
  rsync.open();
  expect((await first.ended).exit).toBe(0);
  expect((await world.run('backup')).exit).toBe(0);
});

test('12: the drive is not there, or not mounted, and nothing is made in its place', async () => {
  const world = await createWorldWithPlan();
  await world.json(['backup']);
  const [snapshot] = await world.json<{ completedAt: string }[] & Record<string, never>>(['snapshots']);
  const [version] = await world.json<{ lastSnapshot: { at: string } }[] & Record<string, never>>([
    ...['history', 'source/letter.txt'],
  ]);
  expect(version?.lastSnapshot.at).toBe(snapshot?.completedAt);
  renameSync(world.repository, `${world.repository}-away`);
  const unread = await world.json(['cat', 'latest', 'source/letter.txt'], 12);
  expect(unread).toMatchObject({ code: 'destination-missing' });
  const missing = await world.run('backup', '--json');
  expect(missing.exit).toBe(12);
  expect(missing.stdout).toContain('"destination-missing"');
  mkdirSync(world.repository);
  const unmounted = await world.run('backup', '--json');
  expect(unmounted.exit).toBe(12);
  expect(unmounted.stdout).toContain('"destination-not-mounted"');
  // An empty folder still: nothing was written where the drive is not.
  rmdirSync(world.repository);
});

test('13: damage is found, and named', async () => {
  const world = await createWorldWithPlan();
  await world.json(['backup']);
  const [snapshot] = await world.json<{ path: string }[] & Record<string, never>>(['snapshots']);
  const damaged = join(snapshot?.path ?? '', 'files', world.source, 'letter.txt');
  writeFileSync(damaged, 'FIRST\n');
  utimesSync(damaged, 1_700_000_000, 1_700_000_000);
  const verified = await world.run('verify', 'latest', '--json');
  expect(verified.exit).toBe(13);
  const lines = verified.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.find(({ type }) => type === 'result')).toMatchObject({
    checked: 1,
    damaged: [{ path: join(world.source, 'letter.txt'), reason: expect.any(String) }],
    missing: [],
    databases: [],
  });
  expect(lines.at(-1)).toMatchObject({ type: 'error', code: 'damaged' });
  rmSync(damaged);
  const human = await world.run('verify', '--all');
  expect(human.exit).toBe(13);
  expect(human.stdout).toContain('missing');
});

test('15: without rsync a backup says how to install it; doctor tells too', async () => {
  const world = await createWorldWithPlan();
  const bin = join(world.folder, 'empty');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  const environment = { PATH: bin };
  const { exit, stderr } = await world.start(['backup'], { environment }).ended;
  expect(exit).toBe(15);
  expect(stderr).toMatch(/rsync is not installed\. Install it with: \S+/);
  expect((await world.start(['doctor'], { environment }).ended).exit).toBe(15);
});

test('several plans: each is tried, and the exit code is that of the worst', async () => {
  const world = await createWorldWithPlan();
  const away = join(world.folder, 'away');
  await world.json(['init', away]);
  await world.json(['plan', 'add', 'Away', '--repository', away, '--folder', world.source]);
  rmSync(away, { recursive: true });
  const { exit, stdout, stderr } = await world.run('backup', 'Away', 'Home');
  expect(exit).toBe(12);
  expect(stdout).toContain('Home: 1 file added');
  expect(stderr).toContain('Away: The repository');
  expect(readFileSync(join(world.source, 'letter.txt'), 'utf8')).toBe('first\n');
});
