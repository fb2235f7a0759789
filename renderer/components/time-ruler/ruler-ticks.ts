export interface Tick {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly label: string;
}

type Unit = 'minute' | 'hour' | 'day' | 'month' | 'year';

interface Step {
  readonly unit: Unit;
  readonly count: number;
  /** About how long it is, in ms. */
  readonly length: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps: readonly Step[] = [
  { unit: 'minute', count: 1, length: minute },
  { unit: 'minute', count: 5, length: 5 * minute },
  { unit: 'minute', count: 15, length: 15 * minute },
  { unit: 'hour', count: 1, length: hour },
  { unit: 'hour', count: 3, length: 3 * hour },
  { unit: 'hour', count: 12, length: 12 * hour },
  { unit: 'day', count: 1, length: day },
  { unit: 'day', count: 7, length: 7 * day },
  { unit: 'month', count: 1, length: 30 * day },
  { unit: 'month', count: 3, length: 91 * day },
  { unit: 'month', count: 6, length: 183 * day },
  { unit: 'year', count: 1, length: 365 * day },
  { unit: 'year', count: 5, length: 5 * 365 * day },
];

/**
 * Labelled ticks at round local times (whole hours, midnights, firsts of a month), no closer than `minimum` px to each
 * other on a ruler of `width` px. `from` and `to` in ms since 1970.
 */
export function rulerTicks(
  { from, to, width, minimum }: { from: number; to: number; width: number; minimum: number },
  locale: string,
): readonly Tick[] {
  if (to <= from || width <= 0) return [];
  const wanted = ((to - from) / width) * minimum;
  const step = steps.find(({ length }) => length >= wanted) ?? steps[steps.length - 1];
  if (step === undefined) return [];
  const format = new Intl.DateTimeFormat(locale, formats[step.unit]);
  const ticks: Tick[] = [];
  for (let at = floor(from, step); at <= to; at = next(at, step)) {
    if (at >= from) ticks.push({ at, label: format.format(at) });
  }
  return ticks;
}

const formats: Readonly<Record<Unit, Intl.DateTimeFormatOptions>> = {
  minute: { hour: '2-digit', minute: '2-digit' },
  hour: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

/** The last round time at or before `at`, in local time. */
function floor(at: number, { unit, count }: Step): number {
  const date = new Date(at);
  const [year, month, dayOfMonth] = [date.getFullYear(), date.getMonth(), date.getDate()];
  switch (unit) {
    case 'minute':
      return new Date(year, month, dayOfMonth, date.getHours(), down(date.getMinutes(), count)).getTime();
    case 'hour':
      return new Date(year, month, dayOfMonth, down(date.getHours(), count)).getTime();
    case 'day':
      return new Date(year, month, dayOfMonth).getTime();
    case 'month':
      return new Date(year, down(month, count), 1).getTime();
    case 'year':
      return new Date(down(year, count), 0, 1).getTime();
  }
}

/** The round time after `at`; through the calendar, since days and months differ in length. */
function next(at: number, { unit, count, length }: Step): number {
  const date = new Date(at);
  switch (unit) {
    case 'minute':
    case 'hour':
      return at + length;
    case 'day':
      return new Date(date.getFullYear(), date.getMonth(), date.getDate() + count).getTime();
    case 'month':
      return new Date(date.getFullYear(), date.getMonth() + count, 1).getTime();
    case 'year':
      return new Date(date.getFullYear() + count, 0, 1).getTime();
  }
}

const down = (value: number, step: number): number => value - (value % step);
