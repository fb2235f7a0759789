import { parseCron } from '#shared/domain/cron.ts';
import type { Every, Timing } from '#shared/domain/schedule.ts';
import { instantsOf, steadyOffset, wallClock } from './wall-clock.ts';

/** A time at which a schedule comes due. */
export interface Due {
  /** The time on the wall, 2026-03-29T02:30, ending in `/2` for the second of two where an hour is repeated. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** 29 February on a certain weekday: it may take 40 years. */
const searchedDays = 41 * 366;

/** The first `count` occurrences after an instant, the earliest first. */
export function nextOccurrences(timing: Timing, after: number, count = 1): readonly Due[] {
  const found: Moment[] = [];
  const pattern = patternOf(timing.every);
  const start = startOfDay(wallClock(after, timing.timeZone)) - dayMs;
  for (let day = 0; day < searchedDays && found.length < count; day += 1) {
    const due = momentsOf(pattern, start + day * dayMs, timing.timeZone);
    found.push(...due.filter(({ at }) => at > after && at > (found.at(-1)?.at ?? -Infinity)));
  }
  return found.slice(0, count).map(toDue);
}

/** The newest `limit` occurrences after one instant, up to and with another, the earliest first. */
export function occurrencesBetween(timing: Timing, after: number, until: number, limit: number): readonly Due[] {
  const found: Moment[] = [];
  const pattern = patternOf(timing.every);
  const end = startOfDay(wallClock(until, timing.timeZone)) + dayMs;
  const start = startOfDay(wallClock(after, timing.timeZone)) - dayMs;
  for (let day = end; day >= start && found.length < limit; day -= dayMs) {
    const due = momentsOf(pattern, day, timing.timeZone);
    const inside = due.filter(({ at }) => at > after && at <= until && at < (found.at(-1)?.at ?? Infinity));
    found.push(...inside.reverse());
  }
  return found.slice(0, limit).reverse().map(toDue);
}

/** The longest time between two occurrences that follow one another, in ms, by the clock on the wall. Of eight years. */
export function longestInterval(every: Every): number {
  const pattern = patternOf(every);
  const [first = 0] = pattern.times;
  const last = pattern.times.at(-1) ?? first;
  let longest = Math.max(0, ...pattern.times.slice(1).map((time, index) => time - (pattern.times[index] ?? time)));
  let before: number | null = null;
  const start = Date.UTC(2024, 0, 1);
  for (let day = 0; day < 8 * 366; day += 1) {
    const at = start + day * dayMs;
    if (!pattern.fits(at)) continue;
    if (before !== null) longest = Math.max(longest, (at - before) / minuteMs + first - last);
    before = at;
    // Every day is like the first.
    if (pattern.everyDay && day > 0) break;
  }
  return longest * minuteMs;
}

interface Pattern {
  /** Whether it comes due on a day, given by its midnight as `wallClock` gives it. */
  readonly fits: (midnight: number) => boolean;
  /** Minutes after midnight, sorted. */
  readonly times: readonly number[];
  /** It follows the hours that pass rather than the time of day: of an hour that is repeated it has both. */
  readonly everyHour: boolean;
  readonly everyDay: boolean;
}

const allHours = Array.from({ length: 24 }, (_, hour) => hour);

function patternOf(every: Every): Pattern {
  switch (every.kind) {
    case 'hourly':
      return {
        fits: () => true,
        times: allHours.map((hour) => hour * 60 + every.minute),
        everyHour: true,
        everyDay: true,
      };
    case 'daily':
      return { fits: () => true, times: [minutesOf(every.at)], everyHour: false, everyDay: true };
    case 'weekly':
      return onDays((date) => date.getUTCDay() === every.day, minutesOf(every.at));
    case 'monthly':
      return onDays((date) => date.getUTCDate() === Math.min(every.day, daysInMonth(date)), minutesOf(every.at));
    case 'cron':
      return patternOfCron(every.expression);
  }
}

const onDays = (fits: (date: Date) => boolean, time: number): Pattern => ({
  ...{ fits: (midnight) => fits(new Date(midnight)), times: [time], everyHour: false, everyDay: false },
});

function patternOfCron(expression: string): Pattern {
  const { minutes, hours, daysOfMonth, months, weekdays, ...every } = parseCron(expression);
  const [ofMonth, ofWeek, ofYear] = [new Set(daysOfMonth), new Set(weekdays), new Set(months)];
  const fits = (midnight: number): boolean => {
    const date = new Date(midnight);
    if (!ofYear.has(date.getUTCMonth() + 1)) return false;
    const [byMonth, byWeek] = [ofMonth.has(date.getUTCDate()), ofWeek.has(date.getUTCDay())];
    return every.everyDayOfMonth || every.everyWeekday ? byMonth && byWeek : byMonth || byWeek;
  };
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const everyDay = every.everyDayOfMonth && every.everyWeekday && months.length === 12;
  return { fits, times, everyHour: every.everyHour, everyDay };
}

/** An occurrence before it is told: most are only looked at. */
interface Moment {
  readonly wall: number;
  /** The second of two at which the clock on the wall shows this. */
  readonly again: boolean;
  readonly at: number;
}

const toDue = ({ wall, again, at }: Moment): Due => ({
  key: `${new Date(wall).toISOString().slice(0, 16)}${again ? '/2' : ''}`,
  at,
});

/** Those of a day, in the order of their instants; no two at the same, as where half past two becomes half past three. */
function momentsOf(pattern: Pattern, midnight: number, timeZone: string): readonly Moment[] {
  if (!pattern.fits(midnight)) return [];
  const offset = steadyOffset(midnight, timeZone);
  const walls = pattern.times.map((time) => midnight + time * minuteMs);
  if (offset !== null) return walls.map((wall) => ({ wall, again: false, at: wall - offset }));
  const moments = walls.flatMap((wall) => momentsAt(wall, pattern, timeZone)).sort((a, b) => a.at - b.at);
  return moments.filter(({ at }, index) => index === 0 || at !== moments[index - 1]?.at);
}

function momentsAt(wall: number, { everyHour }: Pattern, timeZone: string): readonly Moment[] {
  const [first, second] = instantsOf(wall, timeZone);
  // Where clocks are set by half an hour, the second one is no hour later.
  const twice = everyHour && second !== undefined && second - first >= hourMs;
  return [{ wall, again: false, at: first }, ...(twice ? [{ wall, again: true, at: second }] : [])];
}

const startOfDay = (wall: number): number => Math.floor(wall / dayMs) * dayMs;

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const daysInMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
