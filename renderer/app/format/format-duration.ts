import { locale } from '../messages/language.ts';
import { t } from '../messages/t.ts';

const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long something took, in at most two units: 0.4 s, 12 s, 3 min 5 s, 2 h 10 min, 3 days 4 h. */
export function formatDuration(ms: number): string {
  if (ms < 950) return t('duration.seconds', { seconds: tenths.format(Math.max(ms, 0) / second) });
  const seconds = Math.round(ms / second);
  if (seconds < 60) return t('duration.seconds', { seconds });
  if (ms < hour) return inMinutes(Math.floor(seconds / 60), seconds % 60);
  if (ms < day) return t('duration.hours', { hours: Math.floor(ms / hour), minutes: Math.floor((ms % hour) / minute) });
  return t('duration.days', { count: Math.floor(ms / day), hours: Math.floor((ms % day) / hour) });
}

const inMinutes = (minutes: number, seconds: number): string =>
  seconds === 0 ? t('duration.whole-minutes', { minutes }) : t('duration.minutes', { minutes, seconds });

/** Time left, which is an estimate and says so by its grain: a few seconds, 40 s, 5 min, 2 h 10 min. */
export function formatTimeLeft(ms: number): string {
  if (ms < 5 * second) return t('left.seconds');
  if (ms < minute) return t('left.under-minute', { seconds: Math.ceil(ms / (5 * second)) * 5 });
  if (ms < hour) return t('left.minutes', { minutes: Math.ceil(ms / minute) });
  return t('left.hours', { hours: Math.floor(ms / hour), minutes: Math.floor((ms % hour) / minute) });
}
