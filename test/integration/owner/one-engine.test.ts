import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOwner } from '../../../electron/engine/owner.ts';
import { eventually } from '../../helpers/eventually.ts';
import { createGatedRsync, createWorld, createWorldWithPlan, type Started, type World } from '../cli/world.ts';

interface Serving {
  readonly url: string;
  readonly attached: boolean;
}

/** Everything that a host has said so far. */
function follow(started: Started): () => readonly Serving[] {
  let text = '';
  started.process.stdout?.on('data', (chunk: string) => {
    text += chunk;
  });
  return () =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
}

function startHosts(world: World, count: number) {
  return Array.from({ length: count }, () => {
    const started = world.start(['serve', '--json']);
    return { ...started, said: follow(started) };
  });
}

const owns = ({ said }: { said: () => readonly Serving[] }) => said().at(-1)?.attached === false;
const ownerPid = (world: World) => {
  const owner = findOwner(world.home);
  return owner.state === 'reachable' ? owner.endpoint.pid : undefined;
};

test('of twenty that start at once one is the engine, and the others wait; killed, one of them takes over', async () => {
  const world = createWorld();
  const hosts = startHosts(world, 20);
  await eventually(() => hosts.every(({ said }) => said().length > 0));
  const first = hosts.filter(owns);
  expect(first).toHaveLength(1);
  expect(ownerPid(world)).toBe(first[0]?.process.pid);
  expect(new Set(hosts.map(({ said }) => said()[0]?.url)).size).toBe(1);

  const left = readFileSync(join(world.home, 'endpoint.json'), 'utf8');
  first[0]?.process.kill('SIGKILL');
  const waiting = hosts.filter((host) => !first.includes(host));
  await eventually(() => waiting.some(owns));
  await eventually(() => waiting.every(({ said }) => said().at(-1)?.url !== first[0]?.said()[0]?.url));
  const second = waiting.filter(owns);
  expect(second).toHaveLength(1);
  expect(ownerPid(world)).toBe(second[0]?.process.pid);
  expect(readFileSync(join(world.home, 'endpoint.json'), 'utf8')).not.toBe(left);
  expect(await world.json(['plan', 'list'])).toEqual([]);

  for (const { process } of waiting) process.kill('SIGTERM');
  const ends = await Promise.all(waiting.map(({ ended }) => ended));
  expect(ends.map(({ exit }) => exit)).toEqual(waiting.map(() => 0));
  expect(findOwner(world.home)).toEqual({ state: 'none' });
});

test('one that waits takes over in order too, and settings and plans are there', async () => {
  const world = await createWorldWithPlan();
  const [first] = startHosts(world, 1);
  await eventually(() => first !== undefined && owns(first));
  const [waiting] = startHosts(world, 1);
  await eventually(() => waiting?.said().length === 1);
  await world.json(['settings', 'set', 'theme', 'dark']);
  first?.process.kill('SIGTERM');
  expect((await first?.ended)?.exit).toBe(0);
  await eventually(() => waiting !== undefined && owns(waiting));
  expect(await world.json(['settings', 'get'])).toMatchObject({ theme: 'dark' });
  expect(await world.json(['backup'])).toMatchObject({ outcome: 'succeeded' });
});

test('Ctrl-C ends one that waits at once, and leaves the owner alone', async () => {
  const world = createWorld();
  const [owner] = startHosts(world, 1);
  await eventually(() => owner !== undefined && owns(owner));
  const waiting = world.start(['serve']);
  await waiting.said(/#token=/);
  waiting.process.kill('SIGINT');
  const { exit, stderr } = await waiting.ended;
  expect(exit).toBe(0);
  expect(stderr).toContain('takes over when that ends');
  expect(ownerPid(world)).toBe(owner?.process.pid);
});

test('with --open a second start opens a window of the first one’s and ends', async () => {
  const world = createWorld();
  const [owner] = startHosts(world, 1);
  await eventually(() => owner !== undefined && owns(owner));
  const environment = { DISPLAY: '', WAYLAND_DISPLAY: '' };
  const { exit, stdout, stderr } = await world.start(['serve', '--open'], { environment }).ended;
  expect(exit).toBe(0);
  expect(stdout.trim()).toBe(owner?.said()[0]?.url);
  expect(stderr).toContain('there is no display');
});

test('a service’s output holds no address', async () => {
  const world = createWorld();
  const quiet = world.start(['serve', '--no-address']);
  await eventually(() => ownerPid(world) !== undefined);
  quiet.process.kill('SIGTERM');
  const { exit, stdout, stderr } = await quiet.ended;
  expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: '', stderr: '' });
});

/** All of them, by their command lines: of this world, since its folder is in them. */
function programsOf(world: World): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        // It ended meanwhile.
        return [];
      }
    })
    .filter((words) => words.includes(world.folder));
}

test('Ctrl-C in the middle of a run ends host, run and rsync; nothing is locked, and the next one goes on from there', async () => {
  const world = await createWorldWithPlan();
  const rsync = createGatedRsync(world.folder);
  const host = world.start(['serve'], { environment: rsync.environment, detached: true });
  await host.said(/#token=/);
  const backup = world.start(['backup', '--json']);
  await eventually(() => existsSync(rsync.waiting));
  // A terminal's Ctrl-C goes to all that it started.
  process.kill(-(host.process.pid ?? Number.NaN), 'SIGINT');
  expect((await host.ended).exit).toBe(0);
  expect((await backup.ended).exit).not.toBe(0);
  await eventually(() => programsOf(world).length === 0);
  expect(findOwner(world.home)).toEqual({ state: 'none' });
  const [run] = await world.json<{ outcome: string }[] & Record<string, never>>(['runs']);
  expect(run?.outcome).toBe('cancelled');
  expect(await world.json(['backup'])).toMatchObject({ outcome: 'succeeded', files: { added: 1 } });
});
