import { describeEvery } from './describe-every.ts';
import type { Schedule } from './domain/schedule.ts';

type Told = Pick<Schedule, 'every' | 'timeZone' | 'scope' | 'jitterMinutes' | 'minPercent' | 'enabled'>;

/** A schedule in one line: `every day at 03:00 (Europe/Vienna), databases only, up to 15 minutes later, off`. */
export function describeSchedule({ every, timeZone, scope, jitterMinutes, minPercent, enabled }: Told): string {
  const [only] = scope;
  return [
    `${describeEvery(every)} (${timeZone})`,
    ...(scope.length === 1 ? [`${only} only`] : []),
    ...(jitterMinutes > 0 ? [`up to ${jitterMinutes} ${jitterMinutes === 1 ? 'minute' : 'minutes'} later`] : []),
    ...(minPercent === null ? [] : [`not on battery below ${minPercent} %`]),
    ...(enabled ? [] : ['off']),
  ].join(', ');
}
