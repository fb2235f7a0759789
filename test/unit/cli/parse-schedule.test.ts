import { describe, expect, test } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { parseDuration } from '../../../electron/cli/parse-duration.ts';
import { parseSchedule } from '../../../electron/cli/parse-schedule.ts';
import { schedulesOf } from '../../../electron/cli/schedule-options.ts';

describe('--schedule', () => {
  test.each([
    ['hourly', { kind: 'hourly', minute: 0 }],
    ['hourly@:15', { kind: 'hourly', minute: 15 }],
    ['daily@03:00', { kind: 'daily', at: '03:00' }],
    ['weekly@sun@04:30', { kind: 'weekly', day: 0, at: '04:30' }],
    ['weekly@Friday', { kind: 'weekly', day: 5, at: '03:00' }],
    ['monthly@31@23:00', { kind: 'monthly', day: 31, at: '23:00' }],
    ['0,30 9-17 * * mon,fri', { kind: 'cron', expression: '0,30 9-17 * * mon,fri' }],
  ])('%s', (text, every) => expect(parseSchedule(text).every).toEqual(every));

  test('rules follow with commas, also after a cron expression’s own', () => {
    expect(parseSchedule('0,30 2 * * 1,5,only=databases,zone=Europe/Vienna,jitter=15,battery=30,off')).toEqual({
      ...{ every: { kind: 'cron', expression: '0,30 2 * * 1,5' }, timeZone: 'Europe/Vienna', jitterMinutes: 15 },
      ...{ enabled: false, scope: ['databases'], minPercent: 30, keep: null },
    });
    const { keep, scope } = parseSchedule('monthly@1@05:00,keep=last=2,monthly=24,only=files');
    expect([keep, scope]).toEqual([
      { ...{ last: 2, monthly: 24 }, withinDays: 0, hourly: 0, daily: 0, weekly: 0, yearly: 0 },
      ['files'],
    ]);
    expect(parseSchedule('monthly@1,keep=all').keep).toBe('all');
    expect(() => parseSchedule('monthly@1,keep=nightly=2')).toThrow('says nothing about what to keep');
  });

  test.each([
    'daily@25:00',
    'weekly@someday',
    'monthly@32',
    'hourly@99',
    'often',
    '0 3 30 2 *',
    'daily,zone=Mars/Base',
    'daily,only=pictures',
  ])('%s is refused', (text) => expect(() => parseSchedule(text)).toThrow('--schedule takes'));
});

test('schedules are replaced, added and removed by number', () => {
  const before: Schedule[] = ['1', '2'].map((id) => ({
    ...parseSchedule('daily@03:00'),
    id,
    since: '2026-11-21T00:00:00.000Z',
  }));
  const kinds = (options: Parameters<typeof schedulesOf>[0]) =>
    schedulesOf(options, before)?.map(({ id, every }) => id ?? every.kind);
  expect(kinds({})).toBeUndefined();
  expect(kinds({ schedule: false })).toEqual([]);
  expect(kinds({ schedule: ['hourly'] })).toEqual(['hourly']);
  expect(kinds({ addSchedule: ['hourly'] })).toEqual(['1', '2', 'hourly']);
  expect(kinds({ removeSchedule: ['1'], addSchedule: ['weekly@mon'] })).toEqual(['2', 'weekly']);
  expect(() => kinds({ removeSchedule: ['3'] })).toThrow('It has 1 to 2.');
});

test('durations', () => {
  expect(['30m', '8h', '3d', '2w'].map(parseDuration)).toEqual([1_800_000, 28_800_000, 259_200_000, 1_209_600_000]);
  expect(() => parseDuration('soon')).toThrow('30m, 8h, 3d or 2w');
});
