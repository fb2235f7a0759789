import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultKeep } from '#shared/domain/retention.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { describePlans } from '../../../electron/engine/plans/plan-status.ts';
import { longestInterval, occurrencesBetween } from '../../../electron/engine/schedule/occurrences.ts';
import { catalogueInThread } from '../../helpers/catalogue-in-thread.ts';
import { createKeptExpectation } from '../../helpers/expect-kept.ts';
import { type FilledCatalogue, fillCatalogue } from '../../helpers/fill-catalogue.ts';
import { scheduleOf, simulateYear, type World } from '../../helpers/simulate-year.ts';

const minute = 60_000;
const hour = 60 * minute;
const from = Date.parse('2026-01-01T00:00:00.000Z');
const until = Date.parse('2027-01-01T00:00:00.000Z');

let filled: FilledCatalogue;
beforeEach(() => {
  // The next look is the simulation's.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  filled = fillCatalogue();
  // Nobody pulls the plug here, and there are some ten thousand transactions.
  filled.db.pragma('synchronous = OFF');
});
afterEach(() => {
  vi.useRealTimers();
  filled.close();
});

const daily = scheduleOf({ id: '00000001-0000-4000-8000-000000000000', every: { kind: 'daily', at: '02:30' } }, from);
const weekly = scheduleOf(
  { id: '00000002-0000-4000-8000-000000000000', every: { kind: 'weekly', day: 0, at: '02:30' } },
  from,
);
const hourly = scheduleOf(
  { id: '00000003-0000-4000-8000-000000000000', every: { kind: 'hourly', minute: 5 }, jitterMinutes: 20 },
  from,
);
const office = scheduleOf(
  {
    id: '00000004-0000-4000-8000-000000000000',
    every: { kind: 'cron', expression: '0,30 9-16 * * 1-5' },
    minPercent: 40,
  },
  from,
);
const schedulesOf: Readonly<Record<string, readonly Schedule[]>> = {
  Home: [daily, weekly],
  Mail: [hourly],
  Office: [office],
};

test('a year: one outcome for each occurrence, none twice, overdue when it is, and what is kept as promised each day', async () => {
  const plans = Object.entries(schedulesOf).map(([name, schedules]) => {
    const { plan } = filled.addPlan(name);
    filled.catalogue.plans.put({ ...plan, schedules: [...schedules], keep: defaultKeep, timeZone: 'Europe/Vienna' });
    return filled.catalogue.plans.get(plan.id) ?? expect.unreachable();
  });
  const kept = createKeptExpectation(filled, plans);
  let [looks, day] = [0, from];
  const onLook = async (world: World): Promise<void> => {
    looks += 1;
    if (world.time >= day) {
      kept.expectPromises(world);
      day = world.time + 24 * hour;
    }
    if (world.off === 0 && looks % 20 === 0) expect(await toldOverdue(world)).toEqual(trulyOverdue(world));
  };
  const destinations = {
    check: async () => ({ state: 'ready' as const, problem: null, failure: null, space: null }),
  };
  const toldOverdue = async ({ time }: World): Promise<Readonly<Record<string, boolean>>> => {
    const catalogue = { ...catalogueInThread(filled.catalogue), close: async () => {} };
    const told = await describePlans(plans, { catalogue, destinations, clock: { now: () => time } });
    return Object.fromEntries(told.map(({ plan, overdueSince }) => [plan.name, overdueSince !== null]));
  };
  /** Where the clock was wrong at the last success, nobody can tell: those are told as the engine tells them. */
  const trulyOverdue = (world: World): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      plans.map(({ plan }) => {
        const last = world.lastSuccess.get(plan.id);
        if (last && last.at !== last.shown) return [plan.name, expect.any(Boolean)];
        const most = Math.min(...plan.schedules.map(({ every }) => longestInterval(every) * 1.25));
        return [plan.name, world.time - (last?.at ?? from) >= most];
      }),
    );

  const world = await simulateYear({ filled, plans, random: randomFrom(1), from, until, onLook });

  expect(world.most).toBe(1);
  expect(world.pruned).toBeGreaterThan(300);
  kept.expectPromises(world);
  kept.expectFew();
  const rows = filled.catalogue.occurrences.list({ limit: 1_000_000 });
  for (const { plan } of plans) {
    for (const schedule of plan.schedules) {
      const of = rows.filter(({ scheduleId }) => scheduleId === schedule.id);
      const keys = new Set(of.map(({ key }) => key));
      expect(keys.size).toBe(of.length);
      const lacking = occurrencesBetween(schedule, from, world.time, 1_000_000).filter(({ key }) => !keys.has(key));
      // The newest may still be held up by chance, or wait.
      expect(lacking.filter(({ at }) => at < world.time - hour)).toEqual([]);
      const undecided = of.filter(({ state }) => state === 'waiting');
      expect(undecided.length).toBeLessThanOrEqual(1);
      for (const { state, reason, outcome } of of) {
        if (state === 'started') expect(outcome).not.toBeUndefined();
        else expect(reason).not.toBeNull();
      }
    }
  }
  // The nights in which the clocks were changed, too: 02:30 came twice, or not at all.
  const nights = rows.filter(({ scheduleId }) => scheduleId === daily.id).map(({ key }) => key.slice(0, 10));
  expect(new Set(nights).size).toBe(nights.length);
  expect(nights).toEqual(expect.arrayContaining(['2026-03-29', '2026-10-25']));
  const started = rows.filter(({ state }) => state === 'started');
  expect(new Set(started.map(({ runId }) => runId)).size).toBe(started.length);
  expect(started).toHaveLength(world.runs);
  const reasons = new Set(rows.map(({ reason }) => reason));
  expect([...reasons]).toEqual(expect.arrayContaining([null, 'missed', 'volume-away', 'battery', 'covered']));
});

/** mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
