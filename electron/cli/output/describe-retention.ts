import type { KeepPolicy, KeepReason, RetainedSnapshot, RetentionPreview } from '#shared/domain/retention.ts';
import { displayName } from './display-name.ts';
import { countOf, formatTime } from './format.ts';
import { type Column, table } from './table.ts';

/** What a policy keeps, in words: `the last 3, 8 hourly, 7 daily`. */
export function describeKeep(keep: KeepPolicy | null): string {
  if (keep === null) return 'every snapshot';
  const { last, withinDays, hourly, daily, weekly, monthly, yearly } = keep;
  const tiers = { hourly, daily, weekly, monthly, yearly };
  return [
    ...(last > 0 ? [`the last ${last}`] : []),
    ...(withinDays > 0 ? [withinDays === 1 ? 'all of the last day' : `all of the last ${withinDays} days`] : []),
    ...Object.entries(tiers).flatMap(([tier, count]) => (count > 0 ? [`${count} ${tier}`] : [])),
  ].join(', ');
}

/** What a dry run tells of a plan; `explain`: also of what stays. */
export function describeRetention(preview: RetentionPreview, explain: boolean): readonly string[] {
  const { planName, keep, timeZone, frozen, concerns, snapshots } = preview;
  const gone = snapshots.filter((snapshot) => !snapshot.keep);
  const told = explain ? snapshots : gone;
  const zone = keep === null ? '' : ` (${timeZone})`;
  return [
    `“${displayName(planName)}” keeps ${describeKeep(keep)}${zone}.`,
    ...(frozen === null ? [] : [frozenWords[frozen]]),
    ...concerns,
    ...(told.length > 0 ? snapshotTable(told) : []),
    `${countOf(gone.length, 'snapshot')} would go, ${countOf(snapshots.length - gone.length, 'snapshot')} would stay.`,
  ];
}

const frozenWords: Readonly<Record<NonNullable<RetentionPreview['frozen']>, string>> = {
  clock: 'Nothing goes for now: the clock can’t be relied on, since it was set or a snapshot is from the future.',
  failing: 'Nothing goes for now: the last backup failed, and until one succeeds everything is kept.',
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
    { title: 'Why', cell: ({ keep, reasons }) => (keep ? reasons.map(reasonWords).join(', ') : 'no rule keeps it') },
  ]);
}

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
