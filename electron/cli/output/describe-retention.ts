import { ownKeepWords } from '#shared/describe-schedule.ts';
import type { KeepPolicy, KeepReason, RetainedSnapshot, RetentionPreview } from '#shared/domain/retention.ts';
import { keepWords } from '#shared/keep-words.ts';
import { displayName } from './display-name.ts';
import { countOf, formatTime } from './format.ts';
import { type Column, table } from './table.ts';

/** What a plan's policy keeps, in words. */
export const describeKeep = (keep: KeepPolicy | null): string =>
  keep === null ? 'every snapshot' : keepWords(keep, 'en');

/** What a dry run tells of a plan; `explain`: also of what stays. */
export function describeRetention(preview: RetentionPreview, explain: boolean): readonly string[] {
  const { planName, keep, timeZone, frozen, concerns, schedules, snapshots } = preview;
  const gone = snapshots.filter((snapshot) => !snapshot.keep);
  const told = explain ? snapshots : gone;
  const zone = keep === null ? '' : ` (${timeZone})`;
  return [
    `“${displayName(planName)}” keeps ${describeKeep(keep)}${zone}.`,
    ...schedules.map(({ words, keep: own }) => `What the schedule “${words}” makes: keeps ${ownKeepWords(own, 'en')}.`),
    ...(frozen === null ? [] : [frozenWords[frozen]]),
    ...concerns,
    ...(told.length > 0 ? snapshotTable(told) : []),
    `${countOf(gone.length, 'snapshot')} would go, ${countOf(snapshots.length - gone.length, 'snapshot')} would stay.`,
  ];
}

const frozenWords: Readonly<Record<NonNullable<RetentionPreview['frozen']>, string>> = {
  clock: 'Nothing goes for now: the clock can’t be relied on, since it was set or a snapshot is from the future.',
  failing: 'Nothing goes for now: the last backup failed, and until one succeeds everything is kept.',
  unusual:
    'Nothing goes for now: far more changed than is usual. “holdfast changes” shows what, and takes your answer.',
};

function snapshotTable(snapshots: readonly RetainedSnapshot[]): readonly string[] {
  const several = new Set(snapshots.map(({ repositoryPath }) => repositoryPath)).size > 1;
  const where: Column<RetainedSnapshot> = {
    title: 'Repository',
    cell: ({ repositoryPath }) => displayName(repositoryPath),
  };
  return table(snapshots, [
    { title: 'Snapshot', cell: ({ snapshotId }) => snapshotId.slice(0, 8) },
    ...(several ? [where] : []),
    { title: 'Made', cell: ({ completedAt }) => formatTime(completedAt) },
    { title: '', cell: ({ keep }) => (keep ? 'stays' : 'goes') },
    { title: 'Expires', cell: ({ keep, expiresAt }) => (keep && expiresAt ? formatTime(expiresAt) : '') },
    { title: 'Why', cell: ({ keep, reasons }) => (keep ? reasons.map(whyWords).join(', ') : 'no rule keeps it') },
  ]);
}

/** By the plan's policy, if nothing else is said. */
const whyWords = (reason: KeepReason): string =>
  reason.scheduleId === undefined ? reasonWords(reason) : `${reasonWords(reason)} of its schedule`;

function reasonWords(reason: KeepReason): string {
  switch (reason.kind) {
    case 'last':
      return `number ${reason.number} of the last ${reason.of}`;
    case 'within':
      return reason.of === 1 ? 'of the last day' : `of the last ${reason.of} days`;
    case 'hourly':
    case 'daily':
    case 'weekly':
    case 'monthly':
    case 'yearly':
      return `${reason.kind} ${reason.number} of ${reason.of}`;
    case 'no-policy':
      return 'everything is kept';
    case 'frozen':
      return 'the clock can’t be relied on';
    case 'plan-failing':
      return 'the last backup failed';
    case 'plan-unusual':
      return 'far more changed than is usual';
    case 'pinned':
      return 'pinned';
    case 'safety':
      return 'safety copy of a restore';
    case 'last-good':
      return 'last good copy';
    case 'last-verified':
      return 'last verified';
    case 'last-proven':
      return 'last proven dump';
  }
}
