import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Occurrence } from '#shared/domain/schedule.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { quietPorts } from '../../helpers/quiet-ports.ts';

const hour = 3_600_000;
let folder: string;
let clock: { now: number; uptime: number };
const engines: Engine[] = [];

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-schedules-')));
  fs.mkdirSync(path.join(folder, 'papers'));
  fs.writeFileSync(path.join(folder, 'papers', 'letter'), 'hello');
  clock = { now: Date.parse('2026-11-21T12:00:00.000Z'), uptime: 0 };
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
  fs.rmSync(folder, { recursive: true });
});

/** Another engine of the same home; `host` looks at what is due. */
async function open(owner: 'host' | 'command' = 'host'): Promise<Engine['services']> {
  const ports = quietPorts();
  const machine = { ...ports.machine, uptimeMs: () => clock.uptime };
  const engine = await createEngine({
    ...{ home: path.join(folder, 'home'), owner },
    ports: { ...ports, clock: { now: () => clock.now }, machine },
  });
  engines.push(engine);
  return engine.services;
}

function pass(hours: number): void {
  clock.now += hours * hour;
  clock.uptime += hours * hour;
}

async function makePlan({ plans, repositories }: Engine['services']): Promise<string> {
  const repository = await repositories.create({ path: path.join(folder, 'drive') });
  const { plan } = await plans.create({
    ...{ name: 'Papers', repository: repository.id, folders: [path.join(folder, 'papers')], databases: [] },
    exclusions: { patterns: [], caches: false, ifPresent: [], largerThan: null, oneFileSystem: false },
    ...{ allowFullCopies: false, keep: null, timeZone: 'UTC' },
    schedules: [
      {
        ...{ every: { kind: 'daily', at: '03:00' }, timeZone: 'UTC', jitterMinutes: 0, enabled: true },
        ...{ scope: ['files', 'databases'], minPercent: null },
      },
    ],
  });
  return plan.id;
}

const all = async (services: Engine['services']): Promise<readonly Occurrence[]> =>
  (await services.schedules.occurrences({ limit: 100 })).items;
const told = (occurrences: readonly Occurrence[]) =>
  occurrences.map(({ key, state, reason, outcome }) => `${key.slice(8)} ${state} ${outcome ?? reason}`);
const eventually = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 60_000, interval: 100 });

/** A pause that is not there is ended: whoever stays looks at what is due. */
const look = (services: Engine['services']) => services.schedules.resume(undefined);

async function until(services: Engine['services'], expected: readonly string[]): Promise<void> {
  await eventually(async () => {
    await look(services);
    expect(told(await all(services))).toEqual(expected);
  });
}

test('what is due runs by itself, once for all that was missed, in one of two engines', async () => {
  const services = await open();
  await makePlan(services);
  await look(services);
  expect(await all(services)).toEqual([]);
  expect((await services.plans.get({ plan: 'Papers' })).nextAt).toBe('2026-11-22T03:00:00.000Z');

  pass(16);
  await until(services, ['22T03:00 started succeeded']);

  pass(3 * 24);
  const other = await open();
  await Promise.all([look(services), look(other)]);
  const caughtUp = ['25T03:00 started succeeded', '24T03:00 skipped missed', '23T03:00 skipped missed'];
  await until(services, [...caughtUp, '22T03:00 started succeeded']);
  expect((await services.runs.list({ kind: 'backup', limit: 10 })).items).toHaveLength(2);
});

test('a drive that is away is waited for and named; a plan without a good backup for too long is overdue', async () => {
  const services = await open();
  await makePlan(services);
  fs.renameSync(path.join(folder, 'drive'), path.join(folder, 'away'));
  // What was found out is given again for a moment.
  await eventually(async () => expect((await services.repositories.list(undefined))[0]?.state).toBe('missing'));
  pass(16);
  await until(services, ['22T03:00 waiting volume-away']);
  expect(await services.plans.get({ plan: 'Papers' })).toMatchObject({
    ...{ state: 'unavailable', waitingFor: 'volume-away', overdueSince: null },
  });

  pass(24);
  await until(services, ['23T03:00 waiting volume-away', '22T03:00 skipped volume-away']);
  expect(await services.plans.get({ plan: 'Papers' })).toMatchObject({
    ...{ state: 'overdue', overdueSince: '2026-11-22T18:00:00.000Z' },
  });

  fs.renameSync(path.join(folder, 'away'), path.join(folder, 'drive'));
  await eventually(async () => {
    pass(0.1);
    await look(services);
    expect(told(await all(services))).toEqual(['23T03:00 started succeeded', '22T03:00 skipped volume-away']);
  });
});

test('a pause holds everything up until it is over; a backup by hand makes up for what is due', async () => {
  const services = await open();
  const plan = await makePlan(services);
  await services.schedules.pause({ until: new Date(clock.now + 20 * hour).toISOString() });
  pass(16);
  await eventually(async () => {
    // Ends no pause, and looks.
    await services.schedules.acceptClock(undefined);
    expect(told(await all(services))).toEqual(['22T03:00 waiting paused']);
  });
  expect((await services.schedules.get({ count: 1 })).pausedUntil).not.toBeNull();
  const { runId } = await services.runs.backup({ plan, fullChecksum: false });
  await eventually(async () => expect((await services.runs.get({ run: runId })).outcome).toBe('succeeded'));
  await until(services, ['22T03:00 skipped covered']);
  expect((await services.audit.list({ action: 'schedule-pause', limit: 5 })).items).toHaveLength(1);
});

test('a clock that is set by hours is noted and freezes retention until it agrees again or somebody says that it does', async () => {
  const services = await open();
  await makePlan(services);
  await look(services);
  const trusted = async () => (await services.schedules.get({ count: 1 })).clock.trusted;
  expect(await trusted()).toBe(true);
  clock.now -= 5 * hour;
  await eventually(async () => {
    await look(services);
    expect(await trusted()).toBe(false);
  });
  clock.now += 5 * hour;
  await eventually(async () => {
    await look(services);
    expect(await trusted()).toBe(true);
  });
  clock.now += 30 * hour;
  await eventually(async () => {
    await look(services);
    expect(await trusted()).toBe(false);
  });
  expect((await services.schedules.acceptClock(undefined)).clock).toMatchObject({ trusted: true, offMs: 0 });
  expect((await services.audit.list({ limit: 20 })).items.map(({ action }) => action).slice(0, 4)).toEqual([
    ...['clock-agrees', 'clock-off', 'clock-agrees', 'clock-off'],
  ]);
});

test('a command starts nothing by itself, and says so', async () => {
  const services = await open('command');
  await makePlan(services);
  pass(40);
  const { keeping, schedules } = await look(services);
  expect({ keeping, next: schedules[0]?.next[0] }).toEqual({ keeping: false, next: '2026-11-24T03:00:00.000Z' });
  expect(await all(services)).toEqual([]);
});

test('what a schedule is to back up has to be in the plan, and its times have to come', async () => {
  const services = await open('command');
  const plan = await makePlan(services);
  const { plan: made } = await services.plans.get({ plan });
  const { since, ...draft } = made.schedules[0] ?? expect.unreachable();
  const edit = (change: Partial<typeof draft>) =>
    services.plans.edit({ plan, changes: { schedules: [{ ...draft, ...change }] } });
  await expect(edit({ scope: ['databases'] })).rejects.toThrow('databases alone');
  pass(2);
  const jittered = await edit({ jitterMinutes: 5 });
  expect(jittered.plan.schedules).toEqual([{ ...draft, jitterMinutes: 5, since }]);
  const moved = await edit({ every: { kind: 'hourly', minute: 0 } });
  expect(moved.plan.schedules[0]).toMatchObject({ id: draft.id, since: new Date(clock.now).toISOString() });
  expect((await services.plans.edit({ plan, changes: { schedules: [] } })).plan.schedules).toEqual([]);
});
