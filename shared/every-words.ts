import type { Language } from './domain/language.ts';

/** How a language says how often. Hours and minutes come with two digits, days of the week and months as numbers. */
interface EveryWords {
  readonly everyMinute: string;
  readonly everyMinutes: (step: number) => string;
  readonly everyHour: string;
  readonly everyHourAt: (minutes: readonly string[]) => string;
  readonly everyHoursAt: (step: number, minute: string) => string;
  readonly daily: (at: string) => string;
  readonly weekly: (day: number, at: string) => string;
  readonly monthly: (day: number, at: string) => string;
  readonly at: (times: readonly string[]) => string;
  readonly between: (first: string, last: string) => string;
  readonly inHours: (hours: readonly string[]) => string;
  readonly onDays: (days: readonly number[]) => string;
  readonly onWeekdays: (days: readonly number[]) => string;
  /** From the first to the last. */
  readonly weekdayRange: (first: number, last: number) => string;
  readonly either: (ofMonth: string, ofWeek: string) => string;
  readonly inMonths: (months: readonly number[]) => string;
}

const days = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  de: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
} as const;

const months = {
  en: [
    ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
    ...['November', 'December'],
  ],
  de: [
    ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober'],
    ...['November', 'Dezember'],
  ],
} as const;

const dayIn = (language: Language, day: number): string => days[language][day] ?? '';
const monthIn = (language: Language, month: number): string => months[language][month - 1] ?? '';

const en: EveryWords = {
  everyMinute: 'every minute',
  everyMinutes: (step) => `every ${step} minutes`,
  everyHour: 'every hour',
  everyHourAt: (minutes) => `every hour at ${listed(minutes, 'and')} minutes past`,
  everyHoursAt: (step, minute) => `every ${step} hours at ${minute} minutes past`,
  daily: (at) => `every day at ${at}`,
  weekly: (day, at) => `every ${dayIn('en', day)} at ${at}`,
  monthly: (day, at) => `every month on ${dayOfMonth(day)} at ${at}`,
  at: (times) => `at ${listed(times, 'and')}`,
  between: (first, last) => `from ${first} to ${last}`,
  inHours: (hours) => `in the hours from ${listed(hours, 'and')}`,
  onDays: (list) =>
    `on ${listed(
      list.map((day) => `the ${ordinal(day)}`),
      'and',
    )}`,
  onWeekdays: (list) =>
    `on ${listed(
      list.map((day) => dayIn('en', day)),
      'and',
    )}`,
  weekdayRange: (first, last) => `${dayIn('en', first)} to ${dayIn('en', last)}`,
  either: (ofMonth, ofWeek) => `${ofMonth} and also ${ofWeek}`,
  inMonths: (list) =>
    `in ${listed(
      list.map((month) => monthIn('en', month)),
      'and',
    )}`,
};

const de: EveryWords = {
  everyMinute: 'jede Minute',
  everyMinutes: (step) => `alle ${step} Minuten`,
  everyHour: 'jede Stunde',
  everyHourAt: (minutes) => `jede Stunde zur Minute ${listed(minutes, 'und')}`,
  everyHoursAt: (step, minute) => `alle ${step} Stunden zur Minute ${minute}`,
  daily: (at) => `jeden Tag um ${at}`,
  weekly: (day, at) => `jeden ${dayIn('de', day)} um ${at}`,
  monthly: (day, at) => `jeden Monat am ${germanDayOfMonth(day)} um ${at}`,
  at: (times) => `um ${listed(times, 'und')}`,
  between: (first, last) => `von ${first} bis ${last}`,
  inHours: (hours) => `in den Stunden ab ${listed(hours, 'und')}`,
  onDays: (list) =>
    `am ${listed(
      list.map((day) => `${day}.`),
      'und',
    )}`,
  onWeekdays: (list) =>
    `am ${listed(
      list.map((day) => dayIn('de', day)),
      'und',
    )}`,
  weekdayRange: (first, last) => `${dayIn('de', first)} bis ${dayIn('de', last)}`,
  either: (ofMonth, ofWeek) => `${ofMonth} und auch ${ofWeek}`,
  inMonths: (list) =>
    `im ${listed(
      list.map((month) => monthIn('de', month)),
      'und',
    )}`,
};

export const everyWords: Readonly<Record<Language, EveryWords>> = { en, de };

const listed = (words: readonly string[], and: string): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;

function dayOfMonth(day: number): string {
  if (day === 31) return 'its last day';
  return day > 28 ? `the ${ordinal(day)}, or its last day if it is shorter,` : `the ${ordinal(day)}`;
}

function germanDayOfMonth(day: number): string {
  if (day === 31) return 'letzten Tag';
  return day > 28 ? `${day}., oder am letzten Tag, wenn er kürzer ist,` : `${day}.`;
}

function ordinal(number: number): string {
  const last = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10;
  return `${number}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}
