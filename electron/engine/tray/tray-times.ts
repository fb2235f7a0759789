import { type Language, locales } from '#shared/domain/language.ts';
import type { Progress } from '#shared/domain/run.ts';
import { shareDone } from '#shared/share-done.ts';
import { type TimeWords, trayWords } from './tray-words.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Times as Home says them, on this computer's clock. `now` in ms. */
export interface TrayTimes {
  /** How long ago: just now, 12 min ago, 3 h ago, 2 days ago, then the date. */
  ago(instant: string): string;
  /** How long until then: in 12 min, in 3 h, then the moment. */
  ahead(instant: string): string;
  /** The moment alone: 14:30; with its day where that is not today's. */
  moment(at: number): string;
  timeOfDay(at: number): string;
  /** 42%, about 5 min left; empty where neither is known. */
  progress(progress: Progress | null): string;
}

export function trayTimes(language: Language, now: number): TrayTimes {
  const words = trayWords[language].times;
  const { date, dayAndTime, timeOfDay, percent } = formatsOf(language);
  return {
    ago: (instant) => {
      const past = now - Date.parse(instant);
      if (past < -minute) return words.onDate(dayAndTime.format(Date.parse(instant)));
      if (past < minute) return words.justNow;
      if (past < hour) return words.minutesAgo(Math.floor(past / minute));
      if (past < day) return words.hoursAgo(Math.floor(past / hour));
      if (past < 14 * day) return words.daysAgo(Math.floor(past / day));
      return words.onDate(date.format(Date.parse(instant)));
    },
    ahead: (instant) => {
      const left = Date.parse(instant) - now;
      if (left < minute) return words.atAnyMoment;
      if (left < hour) return words.inMinutes(Math.floor(left / minute));
      if (left < 12 * hour) return words.inHours(Math.round(left / hour));
      return words.onDate(dayAndTime.format(Date.parse(instant)));
    },
    moment: (at) => {
      const isToday = new Date(at).toDateString() === new Date(now).toDateString();
      return (isToday ? timeOfDay : dayAndTime).format(at);
    },
    timeOfDay: (at) => timeOfDay.format(at),
    progress: (progress) => {
      if (progress === null) return '';
      const share = shareDone(progress);
      const done = share === undefined ? [] : [percent.format(share < 1 ? Math.floor(share * 100) / 100 : share)];
      return [...done, ...(progress.leftMs === null ? [] : [leftWords(progress.leftMs, words)])].join(', ');
    },
  };
}

function leftWords(ms: number, words: TimeWords): string {
  if (ms < 5 * second) return words.secondsLeft;
  if (ms < minute) return words.underMinuteLeft(Math.ceil(ms / (5 * second)) * 5);
  if (ms < hour) return words.minutesLeft(Math.ceil(ms / minute));
  return words.hoursLeft(Math.floor(ms / hour), Math.floor((ms % hour) / minute));
}

interface Formats {
  readonly date: Intl.DateTimeFormat;
  readonly dayAndTime: Intl.DateTimeFormat;
  readonly timeOfDay: Intl.DateTimeFormat;
  readonly percent: Intl.NumberFormat;
}

/** Making them takes longer than all else that the tray does. */
const known = new Map<Language, Formats>();

function formatsOf(language: Language): Formats {
  const found = known.get(language);
  if (found !== undefined) return found;
  const locale = locales[language];
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const formats: Formats = {
    date: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
    dayAndTime: new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', ...clock }),
    timeOfDay: new Intl.DateTimeFormat(locale, clock),
    percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
  };
  known.set(language, formats);
  return formats;
}
