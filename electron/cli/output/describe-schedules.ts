import { endlessPause, type Occurrence, type Schedules } from '#shared/domain/schedule.ts';
import { skipWords } from '#shared/skip-words.ts';
import { outcomeWords } from './describe-run.ts';
import { displayName } from './display-name.ts';
import { formatDuration, formatTime } from './format.ts';
import { table } from './table.ts';

/** What became of an occurrence: `succeeded`, `skipped: the drive was not there`. */
function occurrenceWords({ state, reason, outcome }: Occurrence): string {
  if (state === 'started') return outcome === null ? 'running' : outcomeWords[outcome];
  const word = state === 'waiting' ? 'waits' : 'skipped';
  return reason === null ? word : `${word}: ${skipWords.en[reason]}`;
}

/** `2026-11-21 03:00:00, succeeded`; nothing where none has come due. */
export const describeLast = (last: Occurrence | null): string =>
  last === null ? '' : `${formatTime(last.dueAt)}, ${occurrenceWords(last)}`;

export const occurrenceTable = (occurrences: readonly Occurrence[]): readonly string[] =>
  table(occurrences, [
    { title: 'Due', cell: ({ dueAt }) => formatTime(dueAt) },
    { title: 'Plan', cell: ({ planName }) => (planName === null ? '' : displayName(planName)) },
    { title: 'Run', cell: ({ runId }) => runId?.slice(0, 8) ?? '' },
    { title: 'Became of it', cell: occurrenceWords },
  ]);

/** Null: there is no pause. */
export function describePause(until: string | null): string {
  if (until === null) return 'Backups start by themselves again when they are due.';
  const end = until === endlessPause ? 'you say “holdfast schedule resume”' : formatTime(until);
  return `Paused: nothing starts by itself before ${end}.`;
}

export const describeClock = ({ offMs, notedAt }: Schedules['clock']): string =>
  [
    `The clock was set ${offMs > 0 ? 'forward' : 'back'} by ${formatDuration(Math.abs(offMs))}`,
    notedAt === null ? '' : ` (noticed ${formatTime(notedAt)})`,
    '. Until it agrees again, nothing is deleted because of its age. If it is right now, say',
    ' “holdfast schedule resume --clock-is-right”.',
  ].join('');

export const notKeeping =
  'Nothing that stays is running, so nothing starts by itself: open the window, or run “holdfast serve”.';
