import { type CronTimes, parseCron } from './domain/cron.ts';
import type { Every } from './domain/schedule.ts';

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

/** How often, in words: `every day at 03:00`, `every 15 minutes, Monday to Friday`. Throws for a cron expression that can't be read. */
export function describeEvery(every: Every): string {
  switch (every.kind) {
    case 'hourly':
      return every.minute === 0 ? 'every hour' : `every hour at ${two(every.minute)} minutes past`;
    case 'daily':
      return `every day at ${every.at}`;
    case 'weekly':
      return `every ${dayNames[every.day] ?? ''} at ${every.at}`;
    case 'monthly':
      return `every month on ${dayOfMonth(every.day)} at ${every.at}`;
    case 'cron':
      return describeCron(parseCron(every.expression));
  }
}

const dayOfMonth = (day: number): string => {
  if (day === 31) return 'its last day';
  return day > 28 ? `the ${ordinal(day)}, or its last day if it is shorter,` : `the ${ordinal(day)}`;
};

function describeCron(times: CronTimes): string {
  return [describeTimes(times), describeDays(times), describeMonths(times)].filter((part) => part !== '').join(', ');
}

/** At once for a few times; else minutes and hours each by themselves. */
function describeTimes({ minutes, hours, everyHour }: CronTimes): string {
  if (everyHour) return describeMinutes(minutes);
  if (hours.length * minutes.length <= 6) {
    const times = hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`));
    return `at ${listed(times)}`;
  }
  const step = stepOf(hours, 24);
  if (step !== null && minutes.length === 1) return `every ${step} hours at ${two(minutes[0] ?? 0)} minutes past`;
  return `${describeMinutes(minutes)} ${describeHours(hours)}`;
}

function describeMinutes(minutes: readonly number[]): string {
  const step = stepOf(minutes, 60);
  if (minutes.length === 60) return 'every minute';
  if (step !== null) return `every ${step} minutes`;
  if (minutes.length === 1 && minutes[0] === 0) return 'every hour';
  return `every hour at ${listed(minutes.map(two))} minutes past`;
}

const describeHours = (hours: readonly number[]): string =>
  isRun(hours)
    ? `from ${two(hours[0] ?? 0)}:00 to ${two(hours.at(-1) ?? 0)}:59`
    : `in the hours from ${listed(hours.map((hour) => `${two(hour)}:00`))}`;

function describeDays({ daysOfMonth, weekdays, everyDayOfMonth, everyWeekday }: CronTimes): string {
  const ofMonth = everyDayOfMonth ? '' : `on ${listed(daysOfMonth.map((day) => `the ${ordinal(day)}`))}`;
  const ofWeek = everyWeekday ? '' : describeWeekdays(weekdays);
  if (ofMonth !== '' && ofWeek !== '') return `${ofMonth} and also ${ofWeek}`;
  return ofMonth || ofWeek || '';
}

function describeWeekdays(days: readonly number[]): string {
  const names = days.map((day) => dayNames[day] ?? '');
  if (days.length > 2 && isRun(days)) return `${names[0]} to ${names.at(-1)}`;
  return `on ${listed(names)}`;
}

const describeMonths = ({ months }: CronTimes): string =>
  months.length === 12 ? '' : `in ${listed(months.map((month) => monthNames[month - 1] ?? ''))}`;

/** The step by which numbers fill a whole evenly from 0 on; null if they don't. */
function stepOf(numbers: readonly number[], whole: number): number | null {
  const [first, second] = numbers;
  if (first !== 0 || second === undefined || whole % second !== 0 || numbers.length !== whole / second) return null;
  return numbers.every((number, index) => number === index * second) ? second : null;
}

const isRun = (numbers: readonly number[]): boolean =>
  numbers.length > 1 && numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const two = (number: number): string => String(number).padStart(2, '0');

function ordinal(number: number): string {
  const last = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10;
  return `${number}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}
