/** A cron expression, read. Each list is sorted and holds no number twice. */
export interface CronTimes {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  /** 1 is January. */
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** Whether hour, day of the month and weekday are `*`: every one. If neither kind of day is, a day needs to fit one of both. */
  readonly everyHour: boolean;
  readonly everyDayOfMonth: boolean;
  readonly everyWeekday: boolean;
}

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const fields: readonly [Field, Field, Field, Field, Field] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: ['', ...monthNames] },
  // 7 is Sunday, too.
  { name: 'weekday', from: 0, to: 7, names: dayNames },
];

/**
 * Reads the five fields of crontab(5): numbers, names of months and weekdays, ranges, steps and lists. Throws an Error whose
 * message is a sentence for people.
 */
export function parseCron(expression: string): CronTimes {
  const texts = expression.trim().split(/\s+/);
  const [minute, hour, dayOfMonth, month, weekday] = texts;
  if (texts.length !== 5 || minute === undefined || hour === undefined || dayOfMonth === undefined) {
    throw new Error('A cron expression has five fields: minute, hour, day of the month, month, weekday.');
  }
  const times: CronTimes = {
    minutes: readField(minute, fields[0]),
    hours: readField(hour, fields[1]),
    daysOfMonth: readField(dayOfMonth, fields[2]),
    months: readField(month ?? '', fields[3]),
    weekdays: [...new Set(readField(weekday ?? '', fields[4]).map((day) => day % 7))].sort((a, b) => a - b),
    everyHour: isEvery(hour),
    everyDayOfMonth: isEvery(dayOfMonth),
    everyWeekday: isEvery(weekday ?? ''),
  };
  if (!comesDue(times)) throw new Error(`“${expression.trim()}” never comes due: no month has such a day.`);
  return times;
}

const isEvery = (text: string): boolean => text === '*' || text === '?';

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function comesDue({ months, daysOfMonth, everyWeekday, everyDayOfMonth }: CronTimes): boolean {
  if (!everyWeekday && !everyDayOfMonth) return true;
  return months.some((month) => daysOfMonth.some((day) => day <= (longestMonths[month - 1] ?? 0)));
}

function readField(text: string, field: Field): readonly number[] {
  const values = text.split(',').flatMap((part) => readPart(part, field));
  return [...new Set(values)].sort((a, b) => a - b);
}

function readPart(part: string, field: Field): readonly number[] {
  const match = /^(?:([*?])|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:\/([0-9]+))?$/i.exec(part);
  if (!match) throw new Error(`“${part}” is no ${field.name} that cron knows.`);
  const [, every, first, last, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  const top = field.to === 7 ? 6 : field.to;
  const from = every === undefined ? readValue(first ?? '', field) : field.from;
  // As cron does: 5/15 means 5-59/15.
  const open = every !== undefined || (last === undefined && stepText !== undefined);
  const to = open ? top : last === undefined ? from : readValue(last, field);
  if (step === 0) throw new Error(`The step of “${part}” must be 1 or more.`);
  if (to < from) throw new Error(`“${part}” ends before it begins.`);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function readValue(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 ? named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= field.from && value <= field.to) return value;
  throw new Error(`“${text}” is no ${field.name}: it must be between ${field.from} and ${field.to}.`);
}
