import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, type Tier } from '../../../../electron/engine/retention/calendar.ts';

const tiers: readonly Tier[] = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'];
const zones = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Asia/Beirut', 'Pacific/Apia'] as const;
const startOf = (zone: string, tier: Tier, at: string) => {
  const calendar = calendarOf(zone);
  return new Date(calendar.start(tier, calendar.index(tier, Date.parse(at)))).toISOString();
};

describe('a calendar', () => {
  test('begins each period when the zone’s clocks do', () => {
    expect(startOf('Europe/Berlin', 'daily', '2026-11-21T12:00Z')).toBe('2026-11-20T23:00:00.000Z');
    expect(startOf('Europe/Berlin', 'weekly', '2026-11-21T12:00Z')).toBe('2026-11-15T23:00:00.000Z');
    expect(startOf('Europe/Berlin', 'monthly', '2026-07-21T12:00Z')).toBe('2026-06-30T22:00:00.000Z');
    expect(startOf('Europe/Berlin', 'yearly', '2026-07-21T12:00Z')).toBe('2025-12-31T23:00:00.000Z');
    expect(startOf('Asia/Kathmandu', 'hourly', '2026-11-21T12:20Z')).toBe('2026-11-21T12:15:00.000Z');
  });

  test('begins a day without midnight when its clocks are put forward', () => {
    expect(startOf('America/Sao_Paulo', 'daily', '2014-10-19T12:00Z')).toBe('2014-10-19T03:00:00.000Z');
    expect(startOf('America/Sao_Paulo', 'weekly', '1997-10-12T22:00Z')).toBe('1997-10-06T03:00:00.000Z');
    expect(startOf('Pacific/Apia', 'daily', '2010-09-27T06:50Z')).toBe('2010-09-26T11:00:00.000Z');
  });

  test('knows days of 23 and 25 hours', () => {
    const calendar = calendarOf('Europe/Berlin');
    const hours = (at: string) => {
      const day = calendar.index('daily', Date.parse(at));
      return (calendar.start('daily', day + 1) - calendar.start('daily', day)) / 3_600_000;
    };
    expect([hours('2026-03-29T10:00Z'), hours('2026-10-25T10:00Z'), hours('2026-11-21T10:00Z')]).toEqual([23, 25, 24]);
  });

  test('numbers periods through: the beginning of each is in it, and the moment before is in the one before', () => {
    const instants = fc.integer({ min: Date.parse('1995-01-01'), max: Date.parse('2045-01-01') });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...tiers), instants, (zone, tier, at) => {
        const calendar = calendarOf(zone);
        const index = calendar.index(tier, at);
        const start = calendar.start(tier, index);
        expect(start).toBeLessThanOrEqual(at);
        expect(calendar.index(tier, start)).toBe(index);
        expect(calendar.index(tier, start - 1)).toBeLessThan(index);
      }),
    );
  });
});
