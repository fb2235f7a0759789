import { t } from '../messages/t.ts';
import { formatMoment } from './format-when.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long until then, as people say it: at any moment, in 12 min, in 3 h, then the moment itself. `now` in ms. */
export function formatAhead(instant: string, now: number): string {
  const left = Date.parse(instant) - now;
  if (left < minute) return t('ahead.now');
  if (left < hour) return t('ahead.minutes', { minutes: Math.floor(left / minute) });
  if (left < 12 * hour) return t('ahead.hours', { hours: Math.round(left / hour) });
  return t('ahead.moment', { moment: formatMoment(instant, now) });
}
