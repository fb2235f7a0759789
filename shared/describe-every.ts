import { type CronTimes, parseCron } from './domain/cron.ts';
import type { Language } from './domain/language.ts';
import type { Every } from './domain/schedule.ts';
import { everyWords } from './every-words.ts';

type Words = (typeof everyWords)[Language];

/** How often, in words: `every day at 03:00`, `every 15 minutes, Monday to Friday`. Throws for a cron expression that can't be read. */
export function describeEvery(every: Every, language: Language): string {
  const words = everyWords[language];
  switch (every.kind) {
    case 'hourly':
      return every.minute === 0 ? words.everyHour : words.everyHourAt([two(every.minute)]);
    case 'daily':
      return words.daily(every.at);
    case 'weekly':
      return words.weekly(every.day, every.at);
    case 'monthly':
      return words.monthly(every.day, every.at);
    case 'cron':
      return describeCron(parseCron(every.expression), words);
  }
}

const describeCron = (times: CronTimes, words: Words): string =>
  [describeTimes(times, words), describeDays(times, words), describeMonths(times, words)]
    .filter((part) => part !== '')
    .join(', ');

/** At once for a few times; else minutes and hours each by themselves. */
function describeTimes({ minutes, hours, everyHour }: CronTimes, words: Words): string {
  if (everyHour) return describeMinutes(minutes, words);
  if (hours.length * minutes.length <= 6) {
    return words.at(hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`)));
  }
  const step = stepOf(hours, 24);
  if (step !== null && minutes.length === 1) return words.everyHoursAt(step, two(minutes[0] ?? 0));
  return `${describeMinutes(minutes, words)} ${describeHours(hours, words)}`;
}

function describeMinutes(minutes: readonly number[], words: Words): string {
  const step = stepOf(minutes, 60);
  if (minutes.length === 60) return words.everyMinute;
  if (step !== null) return words.everyMinutes(step);
  if (minutes.length === 1 && minutes[0] === 0) return words.everyHour;
  return words.everyHourAt(minutes.map(two));
}

const describeHours = (hours: readonly number[], words: Words): string =>
  isRun(hours)
    ? words.between(`${two(hours[0] ?? 0)}:00`, `${two(hours.at(-1) ?? 0)}:59`)
    : words.inHours(hours.map((hour) => `${two(hour)}:00`));

function describeDays({ daysOfMonth, weekdays, everyDayOfMonth, everyWeekday }: CronTimes, words: Words): string {
  const ofMonth = everyDayOfMonth ? '' : words.onDays(daysOfMonth);
  const ofWeek = everyWeekday ? '' : describeWeekdays(weekdays, words);
  if (ofMonth !== '' && ofWeek !== '') return words.either(ofMonth, ofWeek);
  return ofMonth || ofWeek;
}

const describeWeekdays = (days: readonly number[], words: Words): string =>
  days.length > 2 && isRun(days) ? words.weekdayRange(days[0] ?? 0, days.at(-1) ?? 0) : words.onWeekdays(days);

const describeMonths = ({ months }: CronTimes, words: Words): string =>
  months.length === 12 ? '' : words.inMonths(months);

/** The step by which numbers fill a whole evenly from 0 on; null if they don't. */
function stepOf(numbers: readonly number[], whole: number): number | null {
  const [first, second] = numbers;
  if (first !== 0 || second === undefined || whole % second !== 0 || numbers.length !== whole / second) return null;
  return numbers.every((number, index) => number === index * second) ? second : null;
}

const isRun = (numbers: readonly number[]): boolean =>
  numbers.length > 1 && numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);

const two = (number: number): string => String(number).padStart(2, '0');
