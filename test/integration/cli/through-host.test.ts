import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createGatedRsync, createWorldWithPlan, type StartOptions, type World } from './world.ts';

async function serve(world: World, options: StartOptions = {}) {
  const host = world.start(['serve'], options);
  const [url = '', port = '', token = ''] = await host.said(/http:\/\/127\.0\.0\.1:(\d+)\/#token=(\S+)/);
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.json();
  };
  return { ...host, url, get };
}

test('while a host runs, commands go through it', async () => {
  const world = await createWorldWithPlan();
  const host = await serve(world);
  expect(await world.json(['backup'])).toMatchObject({ type: 'result', outcome: 'succeeded' });
  const { items } = await host.get('/runs');
  expect(items).toMatchObject([{ kind: 'backup', outcome: 'succeeded' }]);
  expect((await world.run('cat', 'latest', 'source/letter.txt')).stdout).toBe('first\n');
  expect(await world.json(['backup', 'Nothing'], 10)).toMatchObject({
    code: 'plan-not-found',
    details: { plan: 'Nothing' },
  });
  expect((await world.run('backup')).stdout).toContain('nothing changed');
  host.process.kill('SIGTERM');
  expect(await host.ended).toMatchObject({ exit: 0, stdout: `${host.url}\n` });
  expect(existsSync(join(world.home, 'endpoint.json'))).toBe(false);
  expect((await world.run('plan', 'list')).exit).toBe(0);
});

test('a host that does not answer is told of: 11', async () => {
  const world = await createWorldWithPlan();
  const host = await serve(world);
  host.process.kill('SIGSTOP');
  const told = await world.json(['plan', 'list'], 11);
  host.process.kill('SIGCONT');
  expect(told).toMatchObject({ type: 'error', code: 'owner-unreachable' });
  expect((await world.run('plan', 'list')).exit).toBe(0);
});

test('through the host a second start is refused, and Ctrl-C cancels the run but not the host', async () => {
  const world = await createWorldWithPlan();
  const rsync = createGatedRsync(world.folder);
  const host = await serve(world, { environment: rsync.environment });
  const first = world.start(['backup', '--json']);
  await first.said(/"progress"/);
  const second = await world.run('backup', '--json');
  expect(second.exit).toBe(11);
  expect(second.stdout).toContain('"plan-busy"');
  first.process.kill('SIGINT');
  expect((await first.ended).exit).toBe(130);
  rsync.open();
  expect(await world.json(['backup'])).toMatchObject({ outcome: 'succeeded' });
  expect((await host.get('/plans')).length).toBe(1);
});

test('a run is cancelled by another command, by the beginning of its id', async () => {
  const world = await createWorldWithPlan();
  const rsync = createGatedRsync(world.folder);
  await serve(world, { environment: rsync.environment });
  const backup = world.start(['backup', '--json']);
  const [, runId = ''] = await backup.said(/"runId":"([^"]+)"/);
  expect(await world.json(['run', 'cancel', runId.slice(0, 8)])).toEqual({ runId, cancelled: true });
  expect((await backup.ended).exit).toBe(130);
});

test('a client that is killed leaves the run going in the host', async () => {
  const world = await createWorldWithPlan();
  const rsync = createGatedRsync(world.folder);
  await serve(world, { environment: rsync.environment });
  const client = world.start(['backup', '--json']);
  const [, runId = ''] = await client.said(/"runId":"([^"]+)"/);
  client.process.kill('SIGKILL');
  await client.ended;
  expect(await world.json(['run', 'show', runId])).toMatchObject({ outcome: null });
  rsync.open();
  await expect
    .poll(async () => (await world.json(['run', 'show', runId])).outcome, { timeout: 20_000, interval: 500 })
    .toBe('succeeded');
});

test('opening a home that is served already gives that address', async () => {
  const world = await createWorldWithPlan();
  const host = await serve(world);
  const second = await world.run('serve', '--open');
  expect(second).toMatchObject({ exit: 0, stdout: `${host.url}\n` });
  expect(JSON.parse(readFileSync(join(world.home, 'endpoint.json'), 'utf8')).pid).toBe(host.process.pid);
});
