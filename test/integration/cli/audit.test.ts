import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { createGatedRsync, createWorldWithPlan, type Started, type World } from './world.ts';

const trail = async (world: World, ...words: readonly string[]): Promise<AuditEntry[]> =>
  JSON.parse((await world.run('audit', '--json', ...words)).stdout);

/** Until the restore's rsync waits; fails when the restore ended before. */
async function untilWaiting(restore: Started, waiting: string): Promise<void> {
  while (!existsSync(waiting)) {
    const { exitCode } = restore.process;
    if (exitCode !== null) throw new Error(`it ended with ${exitCode}: ${(await restore.ended).stderr}`);
    await delay(20);
  }
}

const actionsOf = async (world: World): Promise<string[]> => (await trail(world)).map(({ action }) => action).reverse();

test('what commands did to snapshots and settings is told of, each once', async () => {
  const world = await createWorldWithPlan();
  await world.json(['backup']);
  await world.json(['pin', 'latest']);
  await world.json(['unpin', 'latest']);
  await world.json(['settings', 'set', 'theme', 'dark']);
  await world.json(['restore', 'latest', '--to', join(world.folder, 'there')]);
  expect(await actionsOf(world)).toEqual([
    ...['repository-init', 'plan-add', 'snapshot-pin', 'snapshot-unpin', 'settings-change', 'restore'],
  ]);
});

test('what commands did to plans and repositories is told of, each once', async () => {
  const world = await createWorldWithPlan();
  await world.json(['backup']);
  await world.json(['plan', 'edit', 'Home', '--exclude', '*.tmp']);
  await world.json(['catalogue', 'rebuild']);
  const [snapshot] = await world.json<[{ name: string }]>(['snapshots']);
  await world.json(['delete', 'latest', '--confirm', snapshot.name]);
  await world.json(['plan', 'remove', 'Home']);
  expect(await actionsOf(world)).toEqual([
    ...['repository-init', 'plan-add', 'plan-edit', 'rebuild', 'snapshot-delete', 'plan-remove'],
  ]);
});

test('the trail is listed, filtered and exported', async () => {
  const world = await createWorldWithPlan();
  await world.json(['settings', 'set', 'theme', 'dark']);
  const entries = await trail(world);
  expect(entries.every(({ way, user }) => way === 'command' && user !== '')).toBe(true);
  const added = await trail(world, '--action', 'plan-add', '--plan', 'Home');
  expect(added.map(({ subject }) => subject)).toEqual(['Home']);
  expect(await trail(world, '--until', '2020-01-01')).toEqual([]);
  expect(await trail(world, '--limit', '2')).toHaveLength(2);
  const { stdout } = await world.run('audit', '--action', 'settings-change');
  expect(stdout).toMatch(/When +Who +By +What/);
  expect(stdout).toContain('theme: "system" → "dark"');

  const lines = (await world.run('audit', '--export', 'jsonl')).stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(entries.reverse());
  const file = join(world.folder, 'audit.csv');
  writeFileSync(file, 'an older export');
  expect(await world.json(['audit', '--export', 'csv', '--out', file])).toEqual({ file, format: 'csv' });
  expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(entries.length + 2);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('wrong usage is told: 2', async () => {
  const world = await createWorldWithPlan();
  const reasonOf = async (...words: string[]) =>
    (await world.json<{ message: string }>(['audit', ...words], 2)).message;
  expect(await reasonOf('--action', 'backup')).toContain('--action takes restore, ');
  expect(await reasonOf('--since', 'tomorrow')).toContain('--since takes a day such as');
  expect(await reasonOf('--export', 'xml')).toContain('--export takes jsonl, csv');
  expect(await reasonOf('--out', 'x')).toContain('--out goes with --export');
  expect(await reasonOf('--export', 'csv', '--limit', '3')).toContain('--limit is for the list');
  expect(await reasonOf('--export', 'csv')).toContain('Leave --json out');
  expect(await reasonOf('--export', 'csv', '--out', '/nowhere/x')).toContain('can’t be written'.replace('’', "'"));
});

test('a restore that was killed is told of by the next command, once', async () => {
  const world = await createWorldWithPlan();
  await world.json(['backup']);
  const rsync = createGatedRsync(world.folder);
  const { environment } = rsync;
  const restore = world.start(['restore', 'latest', '--to', join(world.folder, 'there'), '--json'], { environment });
  await untilWaiting(restore, rsync.waiting);
  restore.process.kill('SIGKILL');
  await restore.ended;
  const told = (await trail(world)).filter(({ action }) => action === 'restore');
  expect(told).toMatchObject([{ outcome: 'interrupted', way: 'command', planName: 'Home' }]);
  expect(told[0]?.details).toMatchObject({
    order: { exact: false },
    planned: {},
    error: { code: 'restore-interrupted' },
  });
  rsync.open();
  expect((await trail(world)).filter(({ action }) => action === 'restore')).toHaveLength(1);
});

test('the way of an order is told also where a host carries it out', async () => {
  const world = await createWorldWithPlan();
  const host = world.start(['serve']);
  const [, port = '', token = ''] = await host.said(/http:\/\/127\.0\.0\.1:(\d+)\/#token=(\S+)/);
  await world.json(['settings', 'set', 'theme', 'dark']);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ theme: 'light' });
  await fetch(`http://127.0.0.1:${port}/api/v1/settings`, { method: 'PATCH', headers, body });
  const { clientOf } = await import('#shared/contract/transport.ts');
  const { openSocketTransport } = await import('#shared/contract/socket-transport.ts');
  const window = await openSocketTransport({ url: `ws://127.0.0.1:${port}/api/socket`, token });
  await clientOf(window.link).settings.set({ theme: 'system' });
  window.close();
  const ways = (await trail(world, '--action', 'settings-change')).map(({ way }) => way);
  expect(ways).toEqual(['window', 'host', 'command']);
});
