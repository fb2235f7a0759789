import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecastFull, type SpaceSample } from '../../../../electron/engine/storage/forecast-full.ts';
import { lowSpace } from '../../../../electron/engine/storage/low-space.ts';

const dayMs = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-11-21T12:00:00.000Z');
const gb = 1e9;

/** One sample a day, the last one now. */
const daily = (free: readonly number[], totalBytes = 1000 * gb): SpaceSample[] =>
  free.map((freeBytes, at) => ({ at: now - (free.length - 1 - at) * dayMs, freeBytes, totalBytes }));
const falling = (days: number, perDay: number, last: number) =>
  Array.from({ length: days }, (_, at) => last + (days - 1 - at) * perDay);
const forecast = (samples: readonly SpaceSample[], floorBytes = 0) => forecastFull(samples, { now, floorBytes });

describe('the day on which a volume is full', () => {
  test('is told by a line through the last weeks, down to the reserve', () => {
    expect(forecast(daily(falling(20, 2 * gb, 100 * gb)))).toEqual({ fullAt: now + 50 * dayMs, bytesPerDay: 2 * gb });
    expect(forecast(daily(falling(20, 2 * gb, 100 * gb)), 20 * gb)?.fullAt).toBe(now + 40 * dayMs);
    expect(forecast(daily(falling(20, 2 * gb, 10 * gb)), 20 * gb)?.fullAt).toBe(now);
  });

  test('does not move by a film that came or went', () => {
    const free = falling(20, 2 * gb, 100 * gb).map((bytes, at) => (at === 7 || at === 12 ? bytes - 40 * gb : bytes));
    expect(forecast(daily(free))).toEqual({ fullAt: now + 50 * dayMs, bytesPerDay: 2 * gb });
  });

  test.each<[string, SpaceSample[]]>([
    ['nothing was seen', []],
    ['too few days were seen', daily(falling(4, gb, 10 * gb))],
    [
      'many samples of two days say nothing of weeks',
      Array.from({ length: 20 }, (_, at) => ({
        ...{ at: now - (at * dayMs) / 10, freeBytes: 10 * gb + at * gb, totalBytes: 1000 * gb },
      })),
    ],
    ['it stays as it is', daily(Array.from({ length: 20 }, () => 50 * gb))],
    ['it gets emptier', daily(falling(20, gb, 10 * gb).toReversed())],
    ['it goes up and down', daily(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 50 : 40) * gb))],
    ['it is too far ahead', daily(falling(20, gb, 900 * gb))],
    ['all of it was long ago', daily(falling(20, gb, 20 * gb)).map((one) => ({ ...one, at: one.at - 60 * dayMs }))],
  ])('is not told where %s', (_, samples) => expect(forecast(samples)).toBeNull());

  test('forgets what was before another drive came', () => {
    const small = daily(falling(20, gb, 5 * gb), 100 * gb).map((one) => ({ ...one, at: one.at - 6 * dayMs }));
    expect(forecast([...small, ...daily(falling(6, gb, 20 * gb))])).toMatchObject({ fullAt: now + 20 * dayMs });
    expect(forecast([...small, ...daily(falling(3, gb, 20 * gb))])).toBeNull();
  });

  test('is never in the past, and the same whatever the order and the scale', () => {
    const free = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 42 });
    fc.assert(
      fc.property(free, (numbers) => {
        const samples = daily(numbers.map((number) => number * gb));
        const told = forecast(samples);
        expect(forecast(samples.toReversed())).toEqual(told);
        if (told) expect(told.fullAt).toBeGreaterThanOrEqual(now);
        if (told) expect(told.bytesPerDay).toBeGreaterThan(0);
        const halved = forecast(samples.map((one) => ({ ...one, freeBytes: one.freeBytes / 2 })));
        expect(halved?.fullAt).toBe(told?.fullAt);
      }),
    );
  });
});

describe('the alarm', () => {
  const room = { freeBytes: 100 * gb, totalBytes: 1000 * gb, floorBytes: gb, fullAt: null };

  test.each([
    [room, null],
    [{ ...room, freeBytes: 50 * gb }, null],
    [{ ...room, freeBytes: 49 * gb }, { reason: 'space' }],
    [{ ...room, floorBytes: 51 * gb }, { reason: 'space' }],
    [{ ...room, fullAt: now + 14 * dayMs }, null],
    [{ ...room, fullAt: now + 13 * dayMs }, { reason: 'forecast' }],
  ])('%j: %j', (given, alarm) => expect(lowSpace(given, now)).toEqual(alarm));
});
