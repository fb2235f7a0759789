import { type KeepCalendar, type KeepPolicy, keepRules, type OwnKeep } from '#shared/domain/retention.ts';
import type { Timing } from '#shared/domain/schedule.ts';
import { occurrencesBetween } from '../schedule/occurrences.ts';
import { applyPolicy } from './apply-policy.ts';
import { type Calendar, calendarOf, type Tier } from './calendar.ts';
import type { JudgedSnapshot, Verdict } from './judged-snapshot.ts';
import { concernOf, policyConcerns } from './policy-concerns.ts';
import { scheduledPerDay } from './scheduled-per-day.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const mostDrawn = 20_000;
const monthsDrawn = 12;
const yearsDrawn = 30;
/** Further back an hour of a day looks like any other: the first of each day is enough. */
const hoursDrawn = 15 * 24;

/** A schedule, and what its snapshots are kept by where that is a policy of its own. */
export type DrawnSchedule = Timing & { readonly keep?: OwnKeep };

interface Drawing {
  readonly timeZone: string;
  /** In ms since 1970. */
  readonly now: number;
  /** When backups are made; at each full hour where there are none. */
  readonly schedules: readonly DrawnSchedule[];
}

/** What policies would come to keep if backups had always been made as they are to be. */
export function drawPolicy(policy: KeepPolicy | null, { timeZone, now, schedules }: Drawing): KeepCalendar {
  const calendar = calendarOf(timeZone);
  const drawn = ruledAlike(policy, schedules).map((ruled) => drawRuled(ruled, { calendar, timeZone, now }));
  const dayOf = ({ id }: Verdict) => calendar.day(Number(id));
  const byDay = Map.groupBy(
    drawn.flatMap(({ kept }) => kept),
    dayOf,
  );
  const thisMonth = calendar.index('monthly', now);
  const months = Array.from({ length: monthsDrawn }, (_, at) => thisMonth - monthsDrawn + 1 + at);
  const firstDay = calendar.day(calendar.start('monthly', months[0] ?? thisMonth));
  // Where everything is kept there is no end to them.
  const older = drawn.flatMap(({ endless, kept }) => (endless ? [] : kept.map(dayOf))).filter((day) => day < firstDay);
  return {
    months: months.map((month) => drawMonth(month, calendar, byDay)),
    older: [...new Set(older)].toSorted().toReversed(),
    concerns: drawn.flatMap(({ concerns }) => concerns),
  };
}

/** Backups whose snapshots one policy rules. */
interface Ruled {
  readonly policy: KeepPolicy | null;
  /** Null: none is said, so they are imagined at each hour. */
  readonly schedules: readonly Timing[] | null;
  /** When they are made, of those with a policy of their own. */
  readonly every?: Timing['every'];
}

function ruledAlike(policy: KeepPolicy | null, schedules: readonly DrawnSchedule[]): readonly Ruled[] {
  const plain = schedules.filter(({ keep = null }) => keep === null);
  const own = schedules.flatMap(({ keep = null, ...timing }) =>
    keep === null ? [] : [{ policy: keep === 'all' ? null : keep, schedules: [timing], every: timing.every }],
  );
  if (schedules.length === 0) return [{ policy, schedules: null }];
  return plain.length === 0 ? own : [{ policy, schedules: plain }, ...own];
}

interface Place {
  readonly calendar: Calendar;
  readonly timeZone: string;
  readonly now: number;
}

function drawRuled({ policy, schedules, every }: Ruled, { calendar, timeZone, now }: Place) {
  const perDay = schedules === null ? 24 : scheduledPerDay(schedules, now);
  // Where there are more, the days that are kept are those that hourly ones would be kept of.
  const times =
    schedules === null || perDay > 24
      ? imaginedHours(policy, calendar, now)
      : scheduledTimes(policy, { schedules, perDay, calendar, now });
  const snapshots = times.map(imaginedSnapshot);
  const verdicts = applyPolicy({ policy, snapshots, now, timeZone, facts: { frozen: null } });
  const concerns = policyConcerns(policy, perDay);
  return {
    kept: verdicts.filter(({ keep }) => keep),
    endless: policy === null,
    concerns: every === undefined ? concerns : concerns.map((concern) => concernOf(every, concern)),
  };
}

function drawMonth(
  month: number,
  calendar: Calendar,
  byDay: ReadonlyMap<string, readonly Verdict[]>,
): KeepCalendar['months'][number] {
  const [from, to] = [calendar.start('monthly', month), calendar.start('monthly', month + 1)];
  const [first, end] = [calendar.index('daily', from), calendar.index('daily', to)];
  const days = Array.from({ length: end - first }, (_, at) => {
    const kept = byDay.get(calendar.day(calendar.start('daily', first + at))) ?? [];
    const kinds = new Set<string>(kept.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)));
    return { snapshots: kept.length, rules: keepRules.filter((rule) => kinds.has(rule)) };
  });
  return { month: calendar.day(from).slice(0, 7), days };
}

/** Its id is its instant. */
const imaginedSnapshot = (at: number): JudgedSnapshot => ({
  ...{ id: String(at), completedAt: at, confirmedAt: at, pinned: false, keptUntil: null },
  ...{ holds: ['files'], good: [], verified: false, proven: [] },
});

/** How many days back the finer tiers may reach, and how many months the others. */
function reachOf(policy: KeepPolicy | null): { readonly days: number; readonly months: number } {
  const { daily = 0, weekly = 0, monthly = 0, yearly = 0, withinDays = 0 } = policy ?? {};
  const days = Math.max(monthsDrawn * 31, daily + 1, (weekly + 1) * 7, withinDays + 1);
  return {
    days: Math.min(days, yearsDrawn * 366),
    months: Math.min(Math.max(monthly + 1, (yearly + 1) * 12), yearsDrawn * 12),
  };
}

/** Only those that may be the first of a period that counts, so that an answer takes milliseconds. */
function imaginedHours(policy: KeepPolicy | null, calendar: Calendar, now: number): number[] {
  const { days, months } = reachOf(policy);
  const counts = { hourly: hoursDrawn, daily: days, monthly: months };
  const times = (['hourly', 'daily', 'monthly'] as const).flatMap((tier) => starts(tier, counts[tier], calendar, now));
  return [...new Set(times)];
}

interface Scheduled {
  readonly schedules: readonly Timing[];
  readonly perDay: number;
  readonly calendar: Calendar;
  readonly now: number;
}

/** All of the time that is drawn, and what reaches further back: of seldom backups all, else one at the beginning of each month. */
function scheduledTimes(policy: KeepPolicy | null, { schedules, perDay, calendar, now }: Scheduled): number[] {
  const { days, months } = reachOf(policy);
  const { hourly = 0, daily = 0, weekly = 0, last = 0 } = policy ?? {};
  const seldom = perDay <= 1;
  // With less than one a day, so many periods that have one reach further back than so many periods.
  const wanted = Math.max(hourly, daily, weekly, last) / Math.max(perDay, 1 / 31);
  const reach = Math.min(seldom ? Math.max(days, months * 31, wanted) : days, yearsDrawn * 366);
  const from = now - reach * dayMs;
  const recent = schedules.flatMap((timing) => occurrencesBetween(timing, from, now, mostDrawn).map(({ at }) => at));
  const older = seldom ? [] : starts('monthly', months, calendar, now).filter((at) => at < from);
  return [...new Set([...recent, ...older])];
}

function starts(tier: Tier, count: number, calendar: Calendar, now: number): number[] {
  const last = calendar.index(tier, now);
  return Array.from({ length: count }, (_, at) => calendar.start(tier, last - at)).filter((at) => at <= now + hourMs);
}
