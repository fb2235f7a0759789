import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { isServed } from '../../helpers/sample-home.ts';
import { createWorld, type StartOptions, type World } from './world.ts';

/** A folder for temporary files of the test's own, through which everybody passes. */
function temporary(): { readonly folder: string; readonly environment: NodeJS.ProcessEnv } {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  chmodSync(folder, 0o711);
  return { folder, environment: { TMPDIR: folder } };
}

const demos = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('holdfast-demo-'));

const type = (world: World, words: readonly string[], options: StartOptions = {}) => world.start(words, options).ended;

test('it shows backups, a difference, a restore and a test restore by the commands that one would type, and leaves nothing', async () => {
  const world = createWorld();
  const { folder, environment } = temporary();
  const { exit, stdout, stderr } = await type(world, ['demo'], { environment });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  for (const command of ['init', 'plan add', 'backup', 'snapshots', 'diff', 'restore', 'verify']) {
    expect(stdout).toContain(`$ holdfast ${command} `.replace('snapshots ', 'snapshots'));
  }
  expect(stdout).toMatch(/A database: PostgreSQL \d+/);
  expect(stdout).toMatch(/\d+ files added/);
  expect(stdout).toContain('byte for byte');
  expect(stdout).toContain('Everything made for it is gone again.');
  expect(demos(folder)).toEqual([]);
  expect(isServed(folder)).toBe(false);
  // One's own home is not even made.
  expect(existsSync(world.home)).toBe(false);
});

test('--json tells each step in a line, with what its command says, and the result last', async () => {
  const world = createWorld();
  const { environment } = temporary();
  const { exit, stdout } = await type(world, ['demo', '--json'], { environment });
  expect(exit).toBe(0);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ type: 'result', folder: null, database: true, steps: lines.length - 1 });
  const steps = lines.slice(0, -1);
  expect(steps.map(({ number }) => number)).toEqual(steps.map((_, at) => at + 1));
  const backups = steps.filter(({ command }) => command === 'holdfast backup Everyday');
  expect(backups.map(({ output }) => output.at(-1).outcome)).toEqual(['succeeded', 'succeeded']);
});

test('--keep leaves it to look around, and “demo remove” takes it away', async () => {
  const world = createWorld();
  const { folder, environment } = temporary();
  const kept = await type(world, ['demo', '--keep'], { environment });
  const [, place = ''] = /remove it: {3}holdfast demo remove (\S+)/.exec(kept.stdout) ?? [];
  expect(existsSync(join(place, 'home'))).toBe(true);
  // Another demonstration leaves it alone; its own server starts for a backup.
  const again = world.start(['--home', join(place, 'home'), 'backup', 'Everyday', '--json'], { environment });
  expect((await again.ended).exit).toBe(0);
  await type(world, ['demo', '--json'], { environment });
  expect(demos(folder)).toHaveLength(1);
  expect((await type(world, ['demo', 'remove', world.source], { environment })).exit).toBe(2);
  expect((await type(world, ['demo', 'remove', place], { environment })).exit).toBe(0);
  expect(demos(folder)).toEqual([]);
  expect(isServed(folder)).toBe(false);
});

test('Ctrl-C in the middle takes everything away: 130', async () => {
  const world = createWorld();
  const { folder, environment } = temporary();
  const started = world.start(['demo'], { environment, detached: true });
  await started.said(/\$ holdfast backup/);
  process.kill(-(started.process.pid ?? Number.NaN), 'SIGINT');
  expect((await started.ended).exit).toBe(130);
  expect(demos(folder)).toEqual([]);
  expect(isServed(folder)).toBe(false);
});

test('what a killed one left is removed by the next', async () => {
  const world = createWorld();
  const { folder, environment } = temporary();
  const started = world.start(['demo'], { environment });
  await started.said(/\$ holdfast backup/);
  started.process.kill('SIGKILL');
  await started.ended;
  expect(demos(folder)).toHaveLength(1);
  expect((await type(world, ['demo', '--json'], { environment })).exit).toBe(0);
  expect(demos(folder)).toEqual([]);
  while (isServed(folder)) await delay(50);
});

test('without rsync it ends with what the backup says, and cleans up: 15', async () => {
  const world = createWorld();
  const { folder, environment } = temporary();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const program of ['setpriv', 'sync', 'sh'])
    for (const place of ['/usr/bin', '/bin'])
      if (existsSync(join(place, program)) && !existsSync(join(bin, program)))
        symlinkSync(join(place, program), join(bin, program));
  const { exit, stderr } = await type(world, ['demo'], { environment: { ...environment, PATH: bin } });
  expect(stderr).toMatch(/rsync is not installed/);
  expect(exit).toBe(15);
  expect(demos(folder)).toEqual([]);
});

test('sample data is made, told of and removed from the terminal, also through the service', async () => {
  const world = createWorld();
  onTestFinished(() => void world.run('sample', 'remove'));
  expect((await world.run('sample', 'status')).stdout).toContain('There is no sample data.');
  const made = await world.run('sample', 'create');
  expect(made.stdout).toMatch(/^Making a folder/);
  expect(made.stdout).toContain("holdfast snapshots --plan 'Sample data'");
  expect(made.exit).toBe(0);
  // Asked for by name it is backed up; its server starts for it.
  expect(await world.json(['backup', 'Sample data'])).toMatchObject({ outcome: 'succeeded' });
  const service = world.start(['serve', '--json']);
  await service.said(/"url"/);
  expect(await world.json(['sample', 'status'])).toMatchObject({ state: 'ready' });
  expect(await world.json(['sample', 'create'], 2)).toMatchObject({ code: 'sample-exists' });
  expect(await world.json(['sample', 'remove'])).toMatchObject({ state: 'none' });
  expect(await world.json(['plan', 'list'])).toEqual([]);
  service.process.kill('SIGTERM');
  await service.ended;
  expect((await world.run('sample', 'remove')).stdout).toContain('There is no sample data.');
});

test('Ctrl-C while sample data is made leaves nothing of it: 130', async () => {
  const world = createWorld();
  const started = world.start(['sample', 'create'], { detached: true });
  await started.said(/Backing up/);
  process.kill(-(started.process.pid ?? Number.NaN), 'SIGINT');
  expect((await started.ended).exit).toBe(130);
  expect(existsSync(join(world.home, 'sample'))).toBe(false);
  expect(await world.json(['plan', 'list'])).toEqual([]);
});
