import { describeEvery } from './describe-every.ts';
import type { OwnKeep } from './domain/retention.ts';
import type { Schedule } from './domain/schedule.ts';
import { keepWords } from './keep-words.ts';

type Told = Pick<Schedule, 'every' | 'timeZone' | 'scope' | 'jitterMinutes' | 'minPercent' | 'keep' | 'enabled'>;

/** A schedule in one line: `every day at 03:00 (Europe/Vienna), databases only, up to 15 minutes later, off`. */
export function describeSchedule(schedule: Told): string {
  const { every, timeZone, scope, jitterMinutes, minPercent, keep, enabled } = schedule;
  const [only] = scope;
  return [
    `${describeEvery(every)} (${timeZone})`,
    ...(scope.length === 1 ? [`${only} only`] : []),
    ...(jitterMinutes > 0 ? [`up to ${jitterMinutes} ${jitterMinutes === 1 ? 'minute' : 'minutes'} later`] : []),
    ...(minPercent === null ? [] : [`not on battery below ${minPercent} %`]),
    ...(keep === null ? [] : [`keeps ${ownKeepWords(keep)} of its own`]),
    ...(enabled ? [] : ['off']),
  ].join(', ');
}

/** What the snapshots of a schedule are kept by: `all`, `the last 3, 7 daily`. */
export const ownKeepWords = (keep: NonNullable<OwnKeep>): string => (keep === 'all' ? 'all' : keepWords(keep));
