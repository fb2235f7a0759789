import { HoldfastError } from '#shared/errors.ts';

/**
 * The value of `--since` or `--until` as an instant. A day (`2026-11-20`) is meant whole, so `edge` tells which end of it;
 * a time (`2026-11-20 14:05`, seconds may follow) is of this computer's zone unless it brings its own (`Z`, `+01:00`).
 */
export function parseInstant(option: string, text: string, edge: 'start' | 'end'): string {
  const [, date, time, zone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  if (date === undefined || !isDay(date)) throw misunderstood(option, text);
  const instant =
    time === undefined ? endOf(new Date(`${date}T00:00`), edge) : new Date(`${date}T${time}${zone ?? ''}`);
  if (Number.isNaN(instant.getTime())) throw misunderstood(option, text);
  return instant.toISOString();
}

/** `2026-02-30` would be taken for the 2nd of March. */
const isDay = (date: string): boolean => {
  const midnight = new Date(`${date}T00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
};

function endOf(midnight: Date, edge: 'start' | 'end'): Date {
  if (edge === 'start') return midnight;
  // By the calendar: days on which clocks change have 23 or 25 hours.
  const next = new Date(midnight);
  next.setDate(next.getDate() + 1);
  return new Date(next.getTime() - 1);
}

const misunderstood = (option: string, text: string): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason: `${option} takes a day such as 2026-11-20 or a time such as “2026-11-20 14:05”, not “${text}”.`,
  });
