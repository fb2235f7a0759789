import type { Schedule } from '#shared/domain/schedule.ts';
import { longestInterval } from './occurrences.ts';

/** When the newest good backup of each part of a plan was made or confirmed, in ms; null without one. */
export interface LastGood {
  readonly files: number | null;
  readonly databases: number | null;
}

type Timed = Pick<Schedule, 'every' | 'scope' | 'enabled' | 'since'>;

/** A success is overdue after so many of the longest interval between two occurrences. */
const patience = 1.25;
/** A good backup may lie so far ahead, in ms: a clock that was set by more is not believed. */
const slackMs = 60 * 60_000;

/**
 * Since when a plan has been overdue, in ms: no success for 1.25 times the longest interval of one of its schedules, counted
 * from the last one or, without any, from when the schedule was made. Null while it is not. Pure.
 */
export function overdueSince(schedules: readonly Timed[], lastGood: LastGood, now: number): number | null {
  const limits = schedules
    .filter(({ enabled }) => enabled)
    .flatMap(({ every, scope, since }) => {
      const most = longestInterval(every) * patience;
      return scope.map((part) => {
        const good = lastGood[part];
        const known = [Date.parse(since), good ?? -Infinity].filter((at) => at <= now + slackMs);
        return Math.max(...known, -Infinity) + most;
      });
    })
    .filter((limit) => limit <= now);
  if (limits.length === 0) return null;
  const first = Math.min(...limits);
  // Neither success nor beginning that could be believed.
  return Number.isFinite(first) ? first : now;
}
