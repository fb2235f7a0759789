import os from 'node:os';
import type { NotificationEvent, NotificationKind, PingKind } from '#shared/domain/notification.ts';
import type { WaitReason } from '#shared/domain/schedule.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { skipWords } from '#shared/skip-words.ts';

export type ToldRun = NonNullable<NotificationEvent['run']>;

interface OfRun {
  readonly kind: NotificationKind | PingKind;
  readonly at: string;
  readonly plan: NotificationEvent['plan'];
  readonly run: ToldRun;
  /** The first warnings, in sentences. */
  readonly warnings?: readonly string[];
  /** Since when people know of the failure that is over. */
  readonly failingSince?: string | null;
}

/** What is said of a run. Pure, but for the machine's name and the id. */
export function composeRunEvent({ kind, at, plan, run, warnings = [], failingSince }: OfRun): NotificationEvent {
  const what = nameOf(run, plan);
  const made = { ...begin(kind, at), plan, run };
  const failed = run.error?.message ?? '';
  switch (kind) {
    case 'run-failed':
    case 'ping-failed':
      return {
        ...made,
        title: `${what} ${run.outcome === 'skipped' ? 'was not begun' : run.outcome === 'interrupted' ? 'was cut off' : 'failed'}`,
        text: failed,
        next: `Open Holdfast for the run’s log, or run “holdfast run show ${run.id.slice(0, 8)}”.`,
      };
    case 'run-warning':
      return {
        ...made,
        title: `${what} succeeded with ${run.warnings === 1 ? 'a warning' : `${run.warnings} warnings`}`,
        text: warningText(warnings, run.warnings),
        next: 'Look whether what is missing matters: leave it out of the plan on purpose, or mend it.',
      };
    case 'unusual-change':
      return {
        ...made,
        title: `Far more changed in “${plan?.name ?? ''}” than usual`,
        text: warnings.join('\n'),
        next: 'Look at what changed, in Plans or with “holdfast changes”, and say whether it was you. Until then none of its snapshots is deleted by itself.',
      };
    case 'recovered':
      return {
        ...made,
        title: `${what} succeeded again`,
        text: `${failingSince ? `It had been failing since ${moment(failingSince)}. ` : ''}${warningText(warnings, run.warnings)}`.trim(),
        next: null,
      };
    default:
      return {
        ...made,
        title: `${what} ${kind === 'ping-started' ? 'began' : 'succeeded'}`,
        text: warningText(warnings, run.warnings),
        next: null,
      };
  }
}

interface OfPlan {
  readonly at: string;
  readonly plan: NonNullable<NotificationEvent['plan']>;
  readonly since: string;
  readonly lastGoodAt: string | null;
  readonly waitingFor: WaitReason | null;
}

/** No good backup for longer than the schedules allow. */
export function composeOverdue({ at, plan, since, lastGoodAt, waitingFor }: OfPlan): NotificationEvent {
  const last =
    lastGoodAt === null ? 'There is no good backup of it yet.' : `The last good one was made ${moment(lastGoodAt)}.`;
  const why = waitingFor === null ? '' : ` It waits: ${skipWords[waitingFor]}.`;
  return {
    ...begin('overdue', at),
    plan,
    run: null,
    title: `A backup of “${plan.name}” is overdue`,
    text: `One has been due since ${moment(since)}. ${last}${why}`,
    next: nextOfOverdue(waitingFor),
  };
}

export function composeCaughtUp({ at, plan, since }: Pick<OfPlan, 'at' | 'plan' | 'since'>): NotificationEvent {
  const text = `None had been made in time since ${moment(since)}.`;
  return { ...begin('recovered', at), plan, run: null, title: `“${plan.name}” is backed up again`, text, next: null };
}

interface OfSpace {
  readonly at: string;
  readonly repository: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** When it will be full, if that is why. */
  readonly fullAt: string | null;
}

/** The drive of a repository has little room, or soon will have. */
export function composeLowSpace({ at, repository, freeBytes, totalBytes, fullAt }: OfSpace): NotificationEvent {
  const left = `${formatBytes(freeBytes)} of ${formatBytes(totalBytes)} are left.`;
  const then = fullAt === null ? '' : ` If it goes on as in the last weeks, there will be no room ${moment(fullAt)}.`;
  return {
    ...begin('low-space', at),
    plan: null,
    run: null,
    title: `The drive of ${repository} ${fullAt === null ? 'is almost full' : 'will soon be full'}`,
    text: `${left}${then}`,
    next: 'Make room on the drive, have plans keep fewer snapshots, or use a larger drive. Holdfast deletes nothing that a plan is to keep.',
  };
}

/** What somebody asked for, to see whether it arrives. */
export const composeTest = (at: string, channel: string): NotificationEvent => ({
  ...begin('test', at),
  plan: null,
  run: null,
  title: 'Holdfast can reach you',
  text: `This is a test of “${channel}”. When something is amiss with your backups, you are told this way.`,
  next: null,
});

const begin = <Kind extends NotificationEvent['kind']>(kind: Kind, at: string) => ({
  id: crypto.randomUUID(),
  kind,
  at,
  machine: os.hostname(),
});

const nouns: Readonly<Record<ToldRun['kind'], string>> = {
  backup: 'The backup',
  verify: 'The verification',
  'test-restore': 'The test restore',
  delete: 'The deletion of snapshots',
  repair: 'The repair',
  restore: 'The restore',
  'restore-database': 'The restore of a database',
  rebuild: 'The rebuilding of the catalogue',
};

const nameOf = (run: ToldRun, plan: NotificationEvent['plan']): string =>
  plan === null ? nouns[run.kind] : `${nouns[run.kind]} of “${plan.name}”`;

function warningText(warnings: readonly string[], count: number): string {
  if (count === 0) return '';
  const rest = count - warnings.length;
  return [
    ...warnings,
    ...(rest > 0 ? [`${rest === 1 ? 'One more is' : `${rest} more are`} in the run’s report.`] : []),
  ].join('\n');
}

function nextOfOverdue(waitingFor: WaitReason | null): string {
  switch (waitingFor) {
    case 'volume-away':
    case 'wrong-volume':
      return 'Connect the drive of the repository; the backup then starts by itself.';
    case 'read-only':
      return 'See to it that the drive can be written to; the backup then starts by itself.';
    case 'battery':
      return 'Connect the computer to mains; the backup then starts by itself.';
    case 'keyring':
      return 'Log in at the desktop, or move the key to the passwords to a file there: “holdfast secrets move file”.';
    case 'paused':
      return 'Resume the schedules in Activity, or with “holdfast schedule resume”.';
    default:
      return 'Keep Holdfast running on this computer, or start a backup now: “Back up now”, or “holdfast backup”.';
  }
}

/** As people read it, in the computer's zone. */
export const moment = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
