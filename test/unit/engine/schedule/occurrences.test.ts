import { parseExpression } from 'cron-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Every, Timing } from '#shared/domain/schedule.ts';
import {
  longestInterval,
  nextOccurrences,
  occurrencesBetween,
} from '../../../../electron/engine/schedule/occurrences.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const zones = ['UTC', 'Europe/Vienna', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Kathmandu'];

const between = (timing: Timing, from: string, to: string) =>
  occurrencesBetween(timing, Date.parse(from), Date.parse(to), 10_000).map(
    ({ key, at }) => `${key} ${new Date(at).toISOString().slice(5, 16)}`,
  );
const daily = (at: string, timeZone = 'Europe/Vienna'): Timing => ({ every: { kind: 'daily', at }, timeZone });

describe('where clocks are set', () => {
  test('a time that is left out comes as long after midnight as if it were not', () => {
    expect(between(daily('02:30'), '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      '2026-03-28T02:30 03-28T01:30',
      '2026-03-29T02:30 03-29T01:30',
      '2026-03-30T02:30 03-30T00:30',
    ]);
  });

  test('a time that comes twice counts once', () => {
    expect(between(daily('02:30'), '2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z')).toEqual([
      '2026-10-24T02:30 10-24T00:30',
      '2026-10-25T02:30 10-25T00:30',
      '2026-10-26T02:30 10-26T01:30',
    ]);
  });

  test('every hour is every hour that passes', () => {
    const hourly: Timing = { every: { kind: 'hourly', minute: 15 }, timeZone: 'Europe/Vienna' };
    const autumn = occurrencesBetween(hourly, Date.parse('2026-10-24T22:00Z'), Date.parse('2026-10-25T23:00Z'), 100);
    expect(autumn).toHaveLength(25);
    const spring = occurrencesBetween(hourly, Date.parse('2026-03-28T23:00Z'), Date.parse('2026-03-29T22:00Z'), 100);
    expect(spring).toHaveLength(23);
    for (const dues of [autumn, spring]) {
      for (const [index, { at }] of dues.slice(1).entries()) expect(at - (dues[index]?.at ?? 0)).toBe(hourMs);
    }
  });
});

test('the last day of a month stands in for one that it does not have', () => {
  const monthly: Timing = { every: { kind: 'monthly', day: 31, at: '12:00' }, timeZone: 'UTC' };
  expect(between(monthly, '2027-12-31T13:00:00Z', '2028-05-01T00:00:00Z').map((text) => text.slice(0, 10))).toEqual([
    ...['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'],
  ]);
});

test.each<[Every, number]>([
  [{ kind: 'hourly', minute: 5 }, hourMs],
  [{ kind: 'daily', at: '03:00' }, dayMs],
  [{ kind: 'weekly', day: 0, at: '03:00' }, 7 * dayMs],
  [{ kind: 'monthly', day: 31, at: '03:00' }, 31 * dayMs],
  [{ kind: 'cron', expression: '0 9-17 * * 1-5' }, 64 * hourMs],
  [{ kind: 'cron', expression: '*/15 * * * *' }, 15 * 60_000],
  [{ kind: 'cron', expression: '0 0 29 2 *' }, 1461 * dayMs],
])('the longest time between two occurrences of %j', (every, ms) => expect(longestInterval(every)).toBe(ms));

const field = (from: number, to: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('*') },
    fc.integer({ min: from, max: to }).map(String),
    fc
      .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }))
      .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    fc.integer({ min: 2, max: 20 }).map((step) => `*/${step}`),
    fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 2, maxLength: 4 }).map((list) => list.join(',')),
  );
const cron = fc
  .tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
  .map((fields) => fields.join(' '));
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });

test('in UTC they are those that cron-parser finds', () => {
  fc.assert(
    fc.property(cron, instant, (expression, after) => {
      const found = nextOccurrences({ every: { kind: 'cron', expression }, timeZone: 'UTC' }, after, 5);
      const oracle = parseExpression(expression, { currentDate: new Date(after), tz: 'UTC' });
      expect(found.map(({ at }) => at)).toEqual(found.map(() => oracle.next().getTime()));
    }),
    { numRuns: 200 },
  );
});

const every: fc.Arbitrary<Every> = fc.oneof(
  fc.integer({ min: 0, max: 59 }).map((minute): Every => ({ kind: 'hourly', minute })),
  fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(
    ([hour, minute]): Every => ({
      kind: 'daily',
      at: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    }),
  ),
  cron.map((expression): Every => ({ kind: 'cron', expression })),
);

test('looking ahead and looking back find the same, in any zone, each key and each instant once', () => {
  fc.assert(
    fc.property(every, fc.constantFrom(...zones), instant, (one, timeZone, after) => {
      const timing = { every: one, timeZone };
      const ahead = nextOccurrences(timing, after, 60);
      const last = ahead.at(-1)?.at ?? after;
      expect(occurrencesBetween(timing, after, last, 1000)).toEqual(ahead);
      expect(new Set(ahead.map(({ key }) => key)).size).toBe(ahead.length);
      for (const [index, { at }] of ahead.entries()) expect(at).toBeGreaterThan(ahead[index - 1]?.at ?? after);
    }),
    { numRuns: 100 },
  );
});

test('every day has its one daily occurrence, in any zone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      (timeZone, hour, minute) => {
        const at = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const year = occurrencesBetween(daily(at, timeZone), Date.UTC(2026, 0, 2), Date.UTC(2027, 0, 2), 1000);
        const days = year.map(({ key }) => key.slice(0, 10));
        expect(new Set(days).size).toBe(365);
        expect(year).toHaveLength(365);
      },
    ),
    { numRuns: 30 },
  );
});
