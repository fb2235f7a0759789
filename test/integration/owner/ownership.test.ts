import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { acquireOwnership, findOwner } from '../../../electron/engine/owner.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const makeHome = () => mkdtempSync(join(tmpdir(), 'holdfast-owner-'));
const fixture = join(import.meta.dirname, '../../fixtures/hold-home.ts');

async function startProcess(home: string): Promise<ChildProcess> {
  const child = fork(fixture, [home]);
  children.push(child);
  await once(child, 'message');
  return child;
}

async function tell(child: ChildProcess, message: string): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(message);
  return (await answer)[0];
}

it('is won by exactly one of two processes racing for it, 20 times', async () => {
  const home = makeHome();
  const racers = await Promise.all([startProcess(home), startProcess(home)]);
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all(racers.map((racer) => tell(racer, 'try')));
    expect([...answers].sort(), `round ${round}`).toEqual(['lost', 'won']);
    const winner = racers[answers.indexOf('won')];
    if (winner !== undefined) await tell(winner, 'release');
  }
});

it('is freed by the kernel when its owner is killed, and the endpoint it left is not believed', async () => {
  const home = makeHome();
  const owner = await startProcess(home);
  expect(await tell(owner, 'try')).toBe('won');
  expect(await tell(owner, '4410')).toBe('published');
  expect(findOwner(home)).toMatchObject({ state: 'reachable', endpoint: { port: 4410, pid: owner.pid } });
  expect(await acquireOwnership(home)).toBeUndefined();

  const exited = once(owner, 'exit');
  owner.kill('SIGKILL');
  await exited;
  expect(existsSync(join(home, 'endpoint.json'))).toBe(true);
  expect(findOwner(home)).toEqual({ state: 'none' });
  const successor = await acquireOwnership(home);
  expect(successor).toBeDefined();
  expect(findOwner(home)).toEqual({ state: 'silent' });
  successor?.release();
});

it('is won although others keep looking who has it', async () => {
  const home = makeHome();
  (await acquireOwnership(home))?.release();
  const contender = await startProcess(home);
  const looking = setInterval(() => findOwner(home), 0);
  for (let round = 0; round < 10; round += 1) {
    expect(await tell(contender, 'try')).toBe('won');
    await tell(contender, 'release');
  }
  clearInterval(looking);
});

it('keeps the endpoint for its user alone and takes it away on release', async () => {
  const home = join(makeHome(), 'new');
  const ownership = await acquireOwnership(home);
  ownership?.publish({ port: 4410, token: 'token', pid: process.pid, contract: 1 });
  expect(statSync(home).mode & 0o777).toBe(0o700);
  expect(statSync(join(home, 'endpoint.json')).mode & 0o777).toBe(0o600);
  ownership?.release();
  ownership?.release();
  expect(existsSync(join(home, 'endpoint.json'))).toBe(false);
  expect(findOwner(home)).toEqual({ state: 'none' });
});

it('finds nobody in a home that does not exist, and makes none', () => {
  const home = join(makeHome(), 'absent');
  expect(findOwner(home)).toEqual({ state: 'none' });
  expect(existsSync(home)).toBe(false);
});
