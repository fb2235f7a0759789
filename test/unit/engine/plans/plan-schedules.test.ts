import { expect, test } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { adoptedSchedules, checkScopes, planSchedules } from '../../../../electron/engine/plans/plan-schedules.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const known: Schedule = {
  ...{ id: '00000000-0000-4000-8000-000000000001', every: { kind: 'daily', at: '03:00' }, timeZone: 'UTC' },
  ...{
    jitterMinutes: 0,
    enabled: true,
    scope: ['files'],
    minPercent: null,
    keep: null,
    since: '2026-01-01T00:00:00.000Z',
  },
};
const { since, ...draft } = known;
const edited = (change: Partial<typeof draft>) => planSchedules([{ ...draft, ...change }], { before: [known], now })[0];

test('other times count from now on; what else changes does not', () => {
  expect(edited({})).toEqual(known);
  expect(edited({ jitterMinutes: 5, minPercent: 30, scope: ['databases'] })?.since).toBe(since);
  const fromNow = new Date(now).toISOString();
  expect(edited({ timeZone: 'Europe/Vienna' })?.since).toBe(fromNow);
  expect(edited({ every: { kind: 'daily', at: '04:00' } })?.since).toBe(fromNow);
  expect(edited({ enabled: false })?.since).toBe(fromNow);
});

test('one without an id is new, one with a foreign id is refused', () => {
  const { id: _, ...fresh } = draft;
  const [made] = planSchedules([fresh], { now });
  expect(made).toMatchObject({ ...fresh, since: new Date(now).toISOString() });
  expect(made?.id).not.toBe(known.id);
  expect(() => planSchedules([draft], { now })).toThrow('no schedule with the id');
});

test('each schedule backs up something that the plan has', () => {
  const plan = { folders: ['/home/ada'], databases: [] };
  expect(() => checkScopes({ ...plan, schedules: [{ scope: ['files', 'databases'] }] })).not.toThrow();
  expect(() => checkScopes({ ...plan, schedules: [{ scope: ['databases'] }] })).toThrow('databases alone');
});

test('a plan that was found starts by itself only on the machine that wrote it', () => {
  const plan = { schedules: [known] } satisfies Pick<Plan, 'schedules'>;
  const at = new Date(now).toISOString();
  expect(adoptedSchedules(plan, { own: true, now })).toEqual([{ ...known, since: at }]);
  expect(adoptedSchedules(plan, { own: false, now })).toEqual([{ ...known, enabled: false, since: at }]);
});
