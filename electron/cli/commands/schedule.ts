import type { HoldfastClient } from '#shared/contract/index.ts';
import { describeSchedule } from '#shared/describe-schedule.ts';
import type { Schedules } from '#shared/domain/schedule.ts';
import { parseLimit } from '../choices.ts';
import {
  describeClock,
  describeLast,
  describePause,
  notKeeping,
  occurrenceTable,
} from '../output/describe-schedules.ts';
import { displayName } from '../output/display-name.ts';
import { formatTime } from '../output/format.ts';
import { table } from '../output/table.ts';
import { parseDuration } from '../parse-duration.ts';
import type { Context, Verb } from '../verb.ts';

export const scheduleList: Verb = {
  name: 'schedule list',
  summary: 'Show what starts by itself, and what last became of it',
  examples: ['holdfast schedule list', 'holdfast schedule list --past 50'],
  define: (command, act) => {
    command
      .option('--past <N>', 'show what became of the last N times at which a backup was due', parseLimit)
      .action(({ past }: { past?: number }) =>
        act((context) => (past === undefined ? listSchedules(context) : listOccurrences(context, past))),
      );
  },
};

export const scheduleNext: Verb = {
  name: 'schedule next',
  summary: 'Show when backups are due next',
  examples: ['holdfast schedule next --count 10'],
  define: (command, act) => {
    command
      .option('--count <N>', 'so many of each schedule, up to 100', parseLimit, 5)
      .action(({ count }: { count: number }) =>
        act(async (context) => {
          const { json, out } = context;
          const found = await (await context.client()).schedules.get({ count });
          const due = found.schedules
            .flatMap(({ next, ...of }) => next.map((at) => ({ at, ...of })))
            .sort((a, b) => a.at.localeCompare(b.at))
            .map(({ at, planId, planName, schedule }) => ({ at, planId, planName, scheduleId: schedule.id }));
          if (json) await out.json(due);
          else await out.print(...(due.length === 0 ? [nothing] : nextTable(due)), ...notesOf(found));
          return 0;
        }),
      );
  },
};

export const schedulePause: Verb = {
  name: 'schedule pause',
  summary: 'Start nothing by itself for a while; what was due meanwhile is made up for once',
  examples: ['holdfast schedule pause 8h', 'holdfast schedule pause'],
  define: (command, act) => {
    command.argument('[DURATION]', 'such as 30m, 8h or 3d; without it until you resume').action((text?: string) =>
      act((context) =>
        answer(context, (client) =>
          client.schedules.pause({
            until: text === undefined ? null : new Date(Date.now() + parseDuration(text)).toISOString(),
          }),
        ),
      ),
    );
  },
};

export const scheduleResume: Verb = {
  name: 'schedule resume',
  summary: 'Go on after a pause, or after the clock was set by more than an hour',
  examples: ['holdfast schedule resume', 'holdfast schedule resume --clock-is-right'],
  define: (command, act) => {
    command
      .option('--clock-is-right', 'rely on the clock as it is now')
      .action(({ clockIsRight }: { clockIsRight?: boolean }) =>
        act((context) =>
          answer(context, ({ schedules }) => (clockIsRight ? schedules.acceptClock() : schedules.resume())),
        ),
      );
  },
};

const nothing =
  'Nothing starts by itself. Give a plan a schedule with “holdfast plan edit NAME --schedule daily@03:00”.';

async function listSchedules({ client, json, out }: Context): Promise<number> {
  const found = await (await client()).schedules.get({});
  if (json) await out.json(found.schedules);
  else if (found.schedules.length === 0) await out.print(nothing, ...notesOf(found));
  else {
    const rows = table(found.schedules, [
      { title: 'Plan', cell: ({ planName }) => displayName(planName) },
      { title: 'When', cell: ({ schedule }) => describeSchedule(schedule, 'en') },
      { title: 'Next', cell: ({ next: [first] }) => (first === undefined ? '' : formatTime(first)) },
      { title: 'Last', cell: ({ last }) => describeLast(last) },
    ]);
    await out.print(...rows, ...notesOf(found));
  }
  return 0;
}

async function listOccurrences({ client, json, out }: Context, limit: number): Promise<number> {
  const { items } = await (await client()).schedules.occurrences({ limit: Math.min(limit, 1000) });
  if (json) await out.json(items);
  else await out.print(...(items.length === 0 ? ['Nothing has been due yet.'] : occurrenceTable(items)));
  return 0;
}

async function answer(
  { client, json, out }: Context,
  ask: (client: HoldfastClient) => Promise<Schedules>,
): Promise<number> {
  const found = await ask(await client());
  if (json) await out.json(found);
  else await out.print(describePause(found.pausedUntil), ...notesOf({ ...found, pausedUntil: null }));
  return 0;
}

const nextTable = (due: readonly { readonly at: string; readonly planName: string }[]): readonly string[] =>
  table(due, [
    { title: 'When', cell: ({ at }) => formatTime(at) },
    { title: 'Plan', cell: ({ planName }) => displayName(planName) },
  ]);

/** What keeps all of it from happening. */
const notesOf = ({ keeping, pausedUntil, clock, schedules }: Schedules): readonly string[] => [
  ...(pausedUntil !== null && schedules.length > 0 ? [describePause(pausedUntil)] : []),
  ...(clock.trusted ? [] : [describeClock(clock)]),
  ...(keeping || schedules.length === 0 ? [] : [notKeeping]),
];
