import type { Command } from 'commander';
import type { Schedule, ScheduleDraft } from '#shared/domain/schedule.ts';
import { collect } from './collect.ts';
import { listedNumber } from './listed-number.ts';
import { parseSchedule } from './parse-schedule.ts';

export interface ScheduleOptions {
  /** False after `--no-schedule`. */
  readonly schedule?: readonly string[] | false;
  readonly addSchedule?: readonly string[];
  readonly removeSchedule?: readonly string[];
}

/** Options that say when a plan is backed up by itself. */
export const defineScheduleOptions = (command: Command): Command =>
  command.option(
    '--schedule <WHEN>',
    'back up by itself: hourly, daily@03:00, weekly@sun@03:00, monthly@31@03:00 or a cron expression; then e.g. ' +
      ',only=databases,zone=Europe/Vienna,jitter=15,battery=30,keep=monthly=24 (repeat for more)',
    collect,
  );

export const defineScheduleEditOptions = (command: Command): Command =>
  defineScheduleOptions(command)
    .option('--add-schedule <WHEN>', 'back up by itself at these times, too (repeat for more)', collect)
    .option(
      '--remove-schedule <N>',
      'forget the Nth of its schedules, as “plan show” lists them (repeat for more)',
      collect,
    )
    .option('--no-schedule', 'back up only when it is asked for');

/** The schedules that options amount to, of a plan that has those before; undefined where they say nothing. */
export function schedulesOf(options: ScheduleOptions, before: readonly Schedule[] = []): ScheduleDraft[] | undefined {
  const { schedule, addSchedule = [], removeSchedule = [] } = options;
  if (schedule === undefined && addSchedule.length + removeSchedule.length === 0) return undefined;
  const gone = removeSchedule.map((text) => listedNumber(text, before.length, 'schedule'));
  const kept = before.filter((_, index) => !gone.includes(index + 1)).map(({ since: _, ...draft }) => draft);
  const base = schedule === undefined ? kept : (schedule || []).map(parseSchedule);
  return [...base, ...addSchedule.map(parseSchedule)];
}
