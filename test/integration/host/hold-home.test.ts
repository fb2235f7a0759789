import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findOwner } from '../../../electron/engine/owner.ts';
import type { Notifier } from '../../../electron/engine/ports.ts';
import { type HeldHome, type HomeHolder, holdHome } from '../../../electron/host/hold-home.ts';
import { type StartedHost, startHost } from '../../../electron/host/start-host.ts';
import { createDesktopDouble } from '../../helpers/desktop-double.ts';
import { createSilentLogger } from '../../helpers/silent-logger.ts';

let home: string;
const open: { close(): Promise<void> }[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-held-'));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  rmSync(home, { recursive: true, force: true });
});

const inTime = (holds: () => unknown) => vi.waitFor(holds, { timeout: 20_000, interval: 20 });

async function startService(): Promise<StartedHost> {
  const host = await startHost({ home });
  open.push(host);
  return host;
}

async function hold(notifier: Notifier = quiet): Promise<HomeHolder & { readonly moves: readonly HeldHome[] }> {
  const moves: HeldHome[] = [];
  const holder = await holdHome({
    ...{ home, owner: 'window', desktop: createDesktopDouble(), notifier, logger: createSilentLogger(), lookMs: 20 },
    onMove: (now) => moves.push(now),
  });
  open.push(holder);
  return { ...holder, moves };
}

/** As Node does just before it ends; nobody else hears it. */
const emitUncaught = (error: Error): void => {
  const emitter: NodeJS.EventEmitter = process;
  emitter.emit('uncaughtExceptionMonitor', error, 'uncaughtException');
};

const quiet: Notifier = { available: () => false, show: async () => {} };

test('a home without an owner is held here, and freed when that is closed', async () => {
  const holder = await hold();
  expect(await holder.now().services?.system.status(undefined)).toMatchObject({ owner: 'window' });
  expect(findOwner(home)).toMatchObject({ state: 'reachable', endpoint: { pid: process.pid } });
  await holder.close();
  expect(findOwner(home)).toEqual({ state: 'none' });
});

test('when the owner exits, its guest takes the home over', async () => {
  const service = await startService();
  const holder = await hold();
  expect(holder.now()).toMatchObject({ url: service.url, services: undefined });
  await service.close();
  await inTime(() => expect(holder.moves).toHaveLength(1));
  expect(await holder.now().services?.system.status(undefined)).toMatchObject({ owner: 'window' });
  expect(holder.moves[0]?.services).toBe(holder.now().services);
});

test('an error that nobody caught is written into the log of the home, until that is closed', async () => {
  const log = join(home, 'logs', 'holdfast.log');
  const service = await startService();
  emitUncaught(new Error('a drive of air'));
  expect(readFileSync(log, 'utf8')).toMatch(
    /Nobody caught an error \(uncaughtException\): Error: a drive of air\n +at /,
  );
  await service.close();
  emitUncaught(new Error('afterwards'));
  expect(readFileSync(log, 'utf8')).not.toContain('afterwards');
});

test('when another owner comes, its guest goes to that one', async () => {
  const first = await startService();
  const holder = await hold();
  await first.close();
  const second = await startService();
  await inTime(() => expect(holder.moves.at(-1)?.url).toBe(second.url));
  expect(holder.now().services).toBeUndefined();
});

test('a guest that is closed leaves the owner alone', async () => {
  const service = await startService();
  const holder = await hold();
  await holder.close();
  expect(holder.moves).toEqual([]);
  expect(findOwner(home)).toMatchObject({ state: 'reachable' });
  expect(service.attached).toBe(false);
});

test('a guest shows what its owner has to say, by the means of its desktop', async () => {
  const service = await startService();
  const shown: unknown[] = [];
  await hold({ available: () => true, show: async (message) => void shown.push(message) });
  const token = new URL(service.url).hash.slice('#token='.length);
  await inTime(async () => {
    await fetch(`${new URL(service.url).origin}/api/v1/notifications/test`, {
      ...{ method: 'POST', body: JSON.stringify({ channel: 'Desktop' }) },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    expect(shown.length).toBeGreaterThan(0);
  });
  expect(shown[0]).toMatchObject({ title: 'Holdfast can reach you', link: '/settings/notifications' });
});
