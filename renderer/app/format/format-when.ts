import { locale } from '../messages/language.ts';
import { t } from '../messages/t.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const dayAndMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const dayAndTime = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const dateAndTime = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** How long ago, as people say it: just now, 12 min ago, 3 h ago, 2 days ago, then the date. `now` in ms since 1970. */
export function formatAgo(instant: string, now: number): string {
  const past = now - Date.parse(instant);
  if (past < minute) return past < -minute ? formatMoment(instant, now) : t('ago.now');
  if (past < hour) return t('ago.minutes', { minutes: Math.floor(past / minute) });
  if (past < day) return t('ago.hours', { hours: Math.floor(past / hour) });
  if (past < 14 * day) return t('ago.days', { count: Math.floor(past / day) });
  const date = new Date(instant);
  const format = date.getFullYear() === new Date(now).getFullYear() ? dayAndMonth : shortDate;
  return t('ago.date', { date: format.format(date) });
}

/** The exact time with weekday, date and seconds, in the zone of this computer. */
export const formatExact = (instant: string): string => exact.format(Date.parse(instant));

/** A moment in a list: Sat, 21 Nov, 06:31; with the year when it is another one than now's. */
export function formatMoment(instant: string, now: number): string {
  const date = new Date(instant);
  const format = date.getFullYear() === new Date(now).getFullYear() ? dayAndTime : dateAndTime;
  return format.format(date);
}

/** The date alone: 21 Nov 2026. */
export const formatDay = (instant: string): string => shortDate.format(Date.parse(instant));

const toTheSecond = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment that has to be told from its neighbours: 21 Nov 2026, 06:31:42. */
export const formatSecond = (instant: string): string => toTheSecond.format(Date.parse(instant));

const timeAlone = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

/** Two moments to the second; the day is said once when it is the same. */
export function formatSpan(older: string, newer: string): { readonly older: string; readonly newer: string } {
  const [from, to] = [new Date(older), new Date(newer)];
  const sameDay = from.toDateString() === to.toDateString();
  return { older: toTheSecond.format(from), newer: (sameDay ? timeAlone : toTheSecond).format(to) };
}

/** A file's time of modification, of fixed width in lists. */
export const formatDateTime = (instant: string): string => {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : dateAndTime.format(time);
};
