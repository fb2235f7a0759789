import { type KeepCalendar, type KeepPolicy, keepRules } from '#shared/domain/retention.ts';
import { applyPolicy } from './apply-policy.ts';
import { type Calendar, calendarOf, type Tier } from './calendar.ts';
import type { JudgedSnapshot, Verdict } from './judged-snapshot.ts';
import { policyConcerns } from './policy-concerns.ts';

const hourMs = 60 * 60 * 1000;
const monthsDrawn = 12;
const yearsDrawn = 30;
/** Further back an hour of a day looks like any other: the first of each day is enough. */
const hoursDrawn = 15 * 24;

/** What a policy would come to keep if there were a backup at each full hour, for ever (`now` in ms since 1970). */
export function drawPolicy(policy: KeepPolicy | null, timeZone: string, now: number): KeepCalendar {
  const calendar = calendarOf(timeZone);
  const snapshots = imaginedSnapshots(policy, calendar, now);
  const verdicts = applyPolicy({ policy, snapshots, now, timeZone, facts: { frozen: null } });
  const kept = verdicts.filter(({ keep }) => keep);
  const byDay = Map.groupBy(kept, ({ id }) => calendar.day(Number(id)));
  const thisMonth = calendar.index('monthly', now);
  const months = Array.from({ length: monthsDrawn }, (_, at) => thisMonth - monthsDrawn + 1 + at);
  const firstDay = calendar.day(calendar.start('monthly', months[0] ?? thisMonth));
  return {
    months: months.map((month) => drawMonth(month, calendar, byDay)),
    older:
      policy === null
        ? []
        : [...byDay.keys()]
            .filter((day) => day < firstDay)
            .toSorted()
            .toReversed(),
    concerns: policyConcerns(policy, 24),
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

/** Only those that may be the first of a period that counts, so that an answer takes milliseconds. Ids are their instants. */
function imaginedSnapshots(policy: KeepPolicy | null, calendar: Calendar, now: number): JudgedSnapshot[] {
  const { daily = 0, weekly = 0, monthly = 0, yearly = 0, withinDays = 0 } = policy ?? {};
  const hours = starts('hourly', hoursDrawn, calendar, now);
  const drawnDays = Math.max(monthsDrawn * 31, daily + 1, (weekly + 1) * 7, withinDays + 1);
  const days = starts('daily', Math.min(drawnDays, yearsDrawn * 366), calendar, now);
  const months = starts('monthly', Math.min(Math.max(monthly + 1, (yearly + 1) * 12), yearsDrawn * 12), calendar, now);
  const times = [...new Set([...hours, ...days, ...months])];
  return times.map((at) => ({
    ...{ id: String(at), completedAt: at, confirmedAt: at, pinned: false, keptUntil: null },
    ...{ holds: ['files'], good: [], verified: false, proven: [] },
  }));
}

function starts(tier: Tier, count: number, calendar: Calendar, now: number): number[] {
  const last = calendar.index(tier, now);
  return Array.from({ length: count }, (_, at) => calendar.start(tier, last - at)).filter((at) => at <= now + hourMs);
}
