import { describe, expect, test } from 'vitest';
import { type DrawnSchedule, drawPolicy } from '../../../../electron/engine/retention/draw-policy.ts';
import { defaultKeep, type KeepPolicy } from '../../../../shared/domain/retention.ts';
import type { Every, Timing } from '../../../../shared/domain/schedule.ts';

const none: KeepPolicy = { last: 0, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
const now = Date.parse('2026-11-21T12:30:00Z');
const daysOf = (policy: KeepPolicy, zone = 'UTC', schedules: readonly DrawnSchedule[] = []) =>
  drawPolicy(policy, { timeZone: zone, now, schedules }).months.flatMap(({ month, days }) =>
    days.flatMap(({ snapshots }, at) => (snapshots > 0 ? [`${month}-${String(at + 1).padStart(2, '0')}`] : [])),
  );

describe('a policy on the calendar', () => {
  test('has twelve whole months, this one last', () => {
    const { months } = drawPolicy(defaultKeep, { timeZone: 'Europe/Berlin', now, schedules: [] });
    expect(months.map(({ month }) => month)).toEqual([
      ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'],
      ...['2026-10', '2026-11'],
    ]);
    expect(months.map(({ days }) => days.length)).toEqual([31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30]);
  });

  test('shows the days that each tier keeps', () => {
    expect(daysOf({ ...none, daily: 3 })).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
    expect(daysOf({ ...none, weekly: 2 })).toEqual(['2026-11-09', '2026-11-16']);
    expect(daysOf({ ...none, monthly: 2 }, 'Asia/Tokyo')).toEqual(['2026-10-01', '2026-11-01']);
    expect(daysOf({ ...none, hourly: 24 })).toEqual(['2026-11-20', '2026-11-21']);
  });

  test('follows the schedules: what is backed up seldom reaches further back', () => {
    const timed = (every: Every): Timing[] => [{ every, timeZone: 'UTC' }];
    expect(daysOf({ ...none, hourly: 3 }, 'UTC', timed({ kind: 'daily', at: '03:00' }))).toEqual([
      ...['2026-11-19', '2026-11-20', '2026-11-21'],
    ]);
    expect(daysOf({ ...none, daily: 2 }, 'UTC', timed({ kind: 'weekly', day: 3, at: '12:00' }))).toEqual([
      ...['2026-11-11', '2026-11-18'],
    ]);
    expect(daysOf({ ...none, weekly: 2 }, 'UTC', timed({ kind: 'monthly', day: 31, at: '12:00' }))).toEqual([
      ...['2026-09-30', '2026-10-31'],
    ]);
    const minutely = timed({ kind: 'cron', expression: '* * * * *' });
    expect(daysOf({ ...none, daily: 2, monthly: 2 }, 'UTC', minutely)).toEqual([
      ...['2026-10-01', '2026-11-01', '2026-11-20', '2026-11-21'],
    ]);
    const own: DrawnSchedule[] = [
      ...timed({ kind: 'daily', at: '03:00' }),
      { every: { kind: 'monthly', day: 1, at: '05:00' }, timeZone: 'UTC', keep: { ...none, last: 2 } },
    ];
    expect(daysOf({ ...none, daily: 2 }, 'UTC', own)).toEqual([
      ...['2026-10-01', '2026-11-01', '2026-11-20', '2026-11-21'],
    ]);
    const nothing = drawPolicy(none, { timeZone: 'UTC', now, schedules: own.map((one) => ({ ...one, keep: none })) });
    expect(nothing.concerns).toEqual([
      'What is made every day at 03:00: it keeps nothing.',
      'What is made every month on the 1st at 05:00: it keeps nothing.',
    ]);
    const { older, concerns } = drawPolicy(
      { ...none, last: 12, yearly: 3 },
      {
        ...{ timeZone: 'UTC', now, schedules: timed({ kind: 'hourly', minute: 5 }) },
      },
    );
    expect([older, concerns]).toEqual([['2025-01-01', '2024-01-01'], []]);
  });

  test('tells what is older, and what is odd', () => {
    expect(drawPolicy(defaultKeep, { timeZone: 'Europe/Berlin', now, schedules: [] })).toMatchObject({
      older: ['2025-01-01', '2024-01-01'],
      concerns: [],
    });
    expect(drawPolicy(none, { timeZone: 'UTC', now, schedules: [] }).concerns).toEqual(['It keeps nothing.']);
    expect(drawPolicy({ ...none, last: 8 }, { timeZone: 'UTC', now, schedules: [] }).concerns).toEqual([
      'It keeps fewer snapshots than are made in a day: it reaches back 8 hours only.',
    ]);
    expect(drawPolicy({ ...none, daily: 2 }, { timeZone: 'UTC', now, schedules: [] }).concerns[0]).toContain(
      'It reaches back 2 days only',
    );
  });
});
