import type { KeepRule } from '#shared/domain/retention.ts';

export type Tier = Exclude<KeepRule, 'last' | 'within'>;

/** Periods of a zone's calendar, numbered through: a later period has a higher number, the next one a number higher by one. */
export interface Calendar {
  /** Number of the period that an instant (ms since 1970) lies in. */
  index(tier: Tier, at: number): number;
  /** When a period begins, in ms since 1970. */
  start(tier: Tier, index: number): number;
  /** Day of an instant: 2026-11-21. */
  day(at: number): string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Offsets from UTC change on a quarter of an hour at the earliest. */
const quarterMs = hourMs / 4;

/**
 * Weeks begin on Monday. Hours are real ones: where clocks are put back, the hour that comes twice is two. `timeZone` is an
 * IANA name; throws a RangeError for any other.
 */
export function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone) ?? createCalendar(timeZone);
  calendars.set(timeZone, known);
  return known;
}

/** Making one takes longer than asking it. */
const calendars = new Map<string, Calendar>();

function createCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  const offsets = new Map<number, number>();
  const lookUp = (at: number): number => {
    const known = offsets.get(at);
    if (known !== undefined) return known;
    const offset = civilTime(format, at) - at;
    offsets.set(at, offset);
    return offset;
  };
  /** Asking for each instant would take the most time of all: on most days the clocks are not changed. */
  const offsetAt = (at: number): number => {
    const midnight = Math.floor(at / dayMs) * dayMs;
    const offset = lookUp(midnight);
    return offset === lookUp(midnight + dayMs) ? offset : lookUp(Math.floor(at / quarterMs) * quarterMs);
  };
  const civil = (at: number): number => at + offsetAt(at);
  /**
   * The second look sees to clocks that were put forward or back between the first and the place itself. A time that they
   * skipped, as midnight is in some zones, is the moment at which they were put forward.
   */
  const instantOf = (local: number): number => {
    const first = local - offsetAt(local);
    const second = local - offsetAt(first);
    return civil(second) < local ? Math.max(first, second) : second;
  };
  const dayIndex = (at: number): number => Math.floor(civil(at) / dayMs);
  const monthIndex = (at: number): number => {
    const date = new Date(civil(at));
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  /** What a zone is off by within the hour, so that hours begin when its clocks say so. */
  const minutes = (at: number): number => ((offsetAt(at) % hourMs) + hourMs) % hourMs;
  const index = (tier: Tier, at: number): number => {
    switch (tier) {
      case 'hourly':
        return Math.floor((at + minutes(at)) / hourMs);
      case 'daily':
        return dayIndex(at);
      case 'weekly':
        // 1 January 1970 was a Thursday.
        return Math.floor((dayIndex(at) + 3) / 7);
      case 'monthly':
        return monthIndex(at);
      case 'yearly':
        return Math.floor(monthIndex(at) / 12);
    }
  };
  const start = (tier: Tier, at: number): number => {
    switch (tier) {
      case 'hourly':
        return at * hourMs - minutes(at * hourMs);
      case 'daily':
        return instantOf(at * dayMs);
      case 'weekly':
        return instantOf((at * 7 - 3) * dayMs);
      case 'monthly':
        return instantOf(Date.UTC(Math.floor(at / 12), at % 12));
      case 'yearly':
        return instantOf(Date.UTC(at, 0));
    }
  };
  return { index, start, day: (at) => new Date(civil(at)).toISOString().slice(0, 10) };
}

/** What clocks of the zone show at an instant, as if they showed UTC. */
function civilTime(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
