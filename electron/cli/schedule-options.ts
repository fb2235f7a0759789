import type { Command } from 'commander';
import type { Schedule, ScheduleDraft } from '#shared/domain/schedule.ts';
import { collect } from './collect.ts';
import { defineListedOptions, editListed } from './listed-options.ts';
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
  defineListedOptions(defineScheduleOptions(command), {
    ...{ option: 'schedule', value: 'WHEN', what: 'schedule' },
    ...{ add: 'back up by itself at these times, too', none: 'back up only when it is asked for' },
  });

/** The schedules that options amount to, of a plan that has those before; undefined where they say nothing. */
export function schedulesOf(options: ScheduleOptions, before: readonly Schedule[] = []): ScheduleDraft[] | undefined {
  const { schedule: replace, addSchedule: add, removeSchedule: remove } = options;
  if ([replace, add, remove].every((said) => said === undefined)) return undefined;
  const keep = ({ since: _, ...draft }: Schedule): ScheduleDraft => draft;
  return editListed({ before, replace, add, remove, what: 'schedule', parse: parseSchedule, keep });
}
