import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createScheduledHome,
  inTime,
  look,
  occurrencesIn,
  type ScheduledHome,
  told,
  untilTold,
} from '../../helpers/scheduled-home.ts';

const hour = 3_600_000;
let home: ScheduledHome;
beforeEach(() => {
  home = createScheduledHome();
});
afterEach(() => home.close());

test('what is due runs by itself, once for all that was missed, in one of two engines', async () => {
  const services = await home.open();
  await home.makePlan(services);
  await look(services);
  expect(await occurrencesIn(services)).toEqual([]);
  expect((await services.plans.get({ plan: 'Papers' })).nextAt).toBe('2026-11-22T03:00:00.000Z');

  home.pass(16);
  await untilTold(services, ['22T03:00 started succeeded']);

  home.pass(3 * 24);
  const other = await home.open();
  await Promise.all([look(services), look(other)]);
  const caughtUp = ['25T03:00 started succeeded', '24T03:00 skipped missed', '23T03:00 skipped missed'];
  await untilTold(services, [...caughtUp, '22T03:00 started succeeded']);
  expect((await services.runs.list({ kind: 'backup', limit: 10 })).items).toHaveLength(2);
});

test('a drive that is away is waited for and named; a plan without a good backup for too long is overdue', async () => {
  const services = await home.open();
  await home.makePlan(services);
  fs.renameSync(path.join(home.folder, 'drive'), path.join(home.folder, 'away'));
  // What was found out is given again for a moment.
  await inTime(async () => expect((await services.repositories.list(undefined))[0]?.state).toBe('missing'));
  home.pass(16);
  await untilTold(services, ['22T03:00 waiting volume-away']);
  expect(await services.plans.get({ plan: 'Papers' })).toMatchObject({
    ...{ state: 'unavailable', waitingFor: 'volume-away', overdueSince: null },
  });

  home.pass(24);
  await untilTold(services, ['23T03:00 waiting volume-away', '22T03:00 skipped volume-away']);
  expect(await services.plans.get({ plan: 'Papers' })).toMatchObject({
    ...{ state: 'overdue', overdueSince: '2026-11-22T18:00:00.000Z' },
  });

  fs.renameSync(path.join(home.folder, 'away'), path.join(home.folder, 'drive'));
  await inTime(async () => {
    home.pass(0.1);
    await look(services);
    const now = told(await occurrencesIn(services));
    expect(now).toEqual(['23T03:00 started succeeded', '22T03:00 skipped volume-away']);
  });
});

test('a pause holds everything up until it is over; a backup by hand makes up for what is due', async () => {
  const services = await home.open();
  const plan = await home.makePlan(services);
  await services.schedules.pause({ until: new Date(home.clock.now + 20 * hour).toISOString() });
  home.pass(16);
  await inTime(async () => {
    // Ends no pause, and looks.
    await services.schedules.acceptClock(undefined);
    expect(told(await occurrencesIn(services))).toEqual(['22T03:00 waiting paused']);
  });
  expect((await services.schedules.get({ count: 1 })).pausedUntil).not.toBeNull();
  const { runId } = await services.runs.backup({ plan, fullChecksum: false });
  await inTime(async () => expect((await services.runs.get({ run: runId })).outcome).toBe('succeeded'));
  await untilTold(services, ['22T03:00 skipped covered']);
  expect((await services.audit.list({ action: 'schedule-pause', limit: 5 })).items).toHaveLength(1);
});

test('a clock that is set by hours is noted and freezes retention until it agrees again or somebody says that it does', async () => {
  const services = await home.open();
  await home.makePlan(services);
  await look(services);
  const trusted = async () => (await services.schedules.get({ count: 1 })).clock.trusted;
  expect(await trusted()).toBe(true);
  home.clock.now -= 5 * hour;
  await inTime(async () => {
    await look(services);
    expect(await trusted()).toBe(false);
  });
  home.clock.now += 5 * hour;
  await inTime(async () => {
    await look(services);
    expect(await trusted()).toBe(true);
  });
  home.clock.now += 30 * hour;
  await inTime(async () => {
    await look(services);
    expect(await trusted()).toBe(false);
  });
  expect((await services.schedules.acceptClock(undefined)).clock).toMatchObject({ trusted: true, offMs: 0 });
  expect((await services.audit.list({ limit: 20 })).items.map(({ action }) => action).slice(0, 4)).toEqual([
    ...['clock-agrees', 'clock-off', 'clock-agrees', 'clock-off'],
  ]);
});

test('a command starts nothing by itself, and says so', async () => {
  const services = await home.open('command');
  await home.makePlan(services);
  home.pass(40);
  const { keeping, schedules } = await look(services);
  expect({ keeping, next: schedules[0]?.next[0] }).toEqual({ keeping: false, next: '2026-11-24T03:00:00.000Z' });
  expect(await occurrencesIn(services)).toEqual([]);
});

test('what a schedule is to back up has to be in the plan, and its times have to come', async () => {
  const services = await home.open('command');
  const plan = await home.makePlan(services);
  const { plan: made } = await services.plans.get({ plan });
  const { since, ...draft } = made.schedules[0] ?? expect.unreachable();
  const edit = (change: Partial<typeof draft>) =>
    services.plans.edit({ plan, changes: { schedules: [{ ...draft, ...change }] } });
  await expect(edit({ scope: ['databases'] })).rejects.toThrow('databases alone');
  home.pass(2);
  const jittered = await edit({ jitterMinutes: 5 });
  expect(jittered.plan.schedules).toEqual([{ ...draft, jitterMinutes: 5, since }]);
  const moved = await edit({ every: { kind: 'hourly', minute: 0 } });
  expect(moved.plan.schedules[0]).toMatchObject({ id: draft.id, since: new Date(home.clock.now).toISOString() });
  expect((await services.plans.edit({ plan, changes: { schedules: [] } })).plan.schedules).toEqual([]);
});
