import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { acquirePlanLock } from '../../../electron/engine/repository/plan-lock.ts';
import { canMount, mountTmpfs, remountReadOnly, unmount } from '../../helpers/volumes.ts';

const script = path.join(import.meta.dirname, '../../fixtures/hold-plan-lock.ts');
const children: ChildProcess[] = [];
let repository: string;

beforeEach(() => {
  repository = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-lock-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await end(child);
  fs.rmSync(repository, { recursive: true });
});

const paths = () => planPaths(repository, 'plan');
const acquire = () => acquirePlanLock(paths(), { planName: 'Plan', runId: crypto.randomUUID() });

async function start(): Promise<ChildProcess> {
  const child = fork(script, [repository]);
  children.push(child);
  await once(child, 'message');
  return child;
}

async function tell(child: ChildProcess, message: string): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(message);
  const [value] = await answer;
  return value;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function writeHolder(changes: Record<string, unknown>): void {
  const now = new Date().toISOString();
  const holder = { host: 'elsewhere', machine: 'm', pid: 7, processStart: now, runId: 'r', planName: 'Plan' };
  fs.mkdirSync(paths().folder, { recursive: true });
  fs.writeFileSync(paths().holder, JSON.stringify({ ...holder, since: now, heartbeat: now, ...changes }));
}

test('two processes at once, again and again: exactly one holds the plan', { timeout: 60_000 }, async () => {
  const [one, other] = [await start(), await start()];
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all([tell(one, 'try'), tell(other, 'try')]);
    expect(answers.toSorted()).toEqual(['held', 'locked']);
    await tell(answers[0] === 'held' ? one : other, 'release');
  }
});

test('a killed holder frees the plan at once, whatever it left behind', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 3; round += 1) {
    const child = await start();
    expect(await tell(child, 'try')).toBe('held');
    expect(acquire).toThrow(expect.objectContaining({ code: 'locked' }));
    await end(child);
    expect(fs.existsSync(paths().holder)).toBe(true);
    const lock = acquire();
    lock.assertHeld();
    lock.release();
    expect(fs.existsSync(paths().holder)).toBe(false);
  }
});

test('who holds the plan and since when is told', async () => {
  const child = await start();
  await tell(child, 'try');
  const details = { plan: 'Plan', holder: `process ${child.pid} on ${os.hostname()}`, since: expect.any(String) };
  expect(acquire).toThrow(expect.objectContaining({ code: 'locked', details: expect.objectContaining(details) }));
});

test('a second run of the same process is refused', () => {
  const lock = acquire();
  expect(acquire).toThrow(expect.objectContaining({ code: 'locked' }));
  lock.assertHeld();
  lock.release();
  lock.release();
  acquire().release();
});

test('a holder on another machine counts until its heartbeat is five minutes old', () => {
  writeHolder({});
  expect(acquire).toThrow(expect.objectContaining({ code: 'locked' }));
  writeHolder({ heartbeat: new Date(Date.now() - 301_000).toISOString() });
  acquire().release();
});

test('a holder of this machine without its lock is dead', () => {
  const lock = acquire();
  const left = fs.readFileSync(paths().holder);
  lock.release();
  fs.writeFileSync(paths().holder, left);
  acquire().release();
});

test('a takeover by another machine, or the loss of the lock file, is noticed before a commit', () => {
  const lock = acquire();
  writeHolder({});
  expect(() => lock.assertHeld()).toThrow(expect.objectContaining({ code: 'locked' }));
  fs.rmSync(paths().lock);
  expect(() => lock.assertHeld()).toThrow(expect.objectContaining({ code: 'destination-missing' }));
  lock.release();
});

test('the heartbeat moves on every 30 seconds', () => {
  vi.useFakeTimers({ now: Date.now() });
  const lock = acquire();
  const heartbeat = () => JSON.parse(fs.readFileSync(paths().holder, 'utf8')).heartbeat;
  const first = heartbeat();
  vi.advanceTimersByTime(30_000);
  expect(Date.parse(heartbeat()) - Date.parse(first)).toBe(30_000);
  lock.release();
  vi.useRealTimers();
});

test('a missing repository is not made again', () => {
  fs.rmSync(repository, { recursive: true });
  expect(acquire).toThrow(expect.objectContaining({ code: 'destination-missing' }));
  expect(fs.existsSync(repository)).toBe(false);
  fs.mkdirSync(repository);
});

test.runIf(canMount)(
  'a read-only volume is told as such; a full one can still be locked, so that deleting works',
  () => {
    const volume = path.join(repository, 'volume');
    mountTmpfs(volume, 'size=64k');
    try {
      const inside = planPaths(volume, 'plan');
      const take = () => acquirePlanLock(inside, { planName: 'Plan', runId: crypto.randomUUID() });
      take().release();
      const filler = path.join(volume, 'filler');
      try {
        fs.writeFileSync(filler, Buffer.alloc(1 << 20));
      } catch {
        // Full, as meant.
      }
      const lock = take();
      expect(fs.existsSync(inside.holder)).toBe(false);
      lock.assertHeld();
      lock.release();
      remountReadOnly(volume);
      expect(take).toThrow(expect.objectContaining({ code: 'destination-read-only' }));
    } finally {
      unmount(volume);
    }
  },
);
