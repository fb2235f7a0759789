import type { Timing } from '#shared/domain/schedule.ts';
import { occurrencesBetween } from '../schedule/occurrences.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Not every day is like the next. */
const days = 7;
const most = 2000;

/** How many backups schedules make in a day, on average of the week to come. */
export function scheduledPerDay(schedules: readonly Timing[], now: number): number {
  const counts = schedules.map((schedule) => occurrencesBetween(schedule, now, now + days * dayMs, most).length);
  return counts.reduce((sum, count) => sum + count, 0) / days;
}
