import type { RunKind } from '#shared/domain/run.ts';
import type { WaitReason } from '#shared/domain/schedule.ts';
import type { Ending, EventWords } from './event-words.ts';

const nouns: Readonly<Record<RunKind, string>> = {
  backup: 'The backup',
  verify: 'The verification',
  'test-restore': 'The test restore',
  delete: 'The deletion of snapshots',
  repair: 'The repair',
  restore: 'The restore',
  'restore-database': 'The restore of a database',
  rebuild: 'The rebuilding of the catalogue',
};

const endings: Readonly<Record<Ending, string>> = {
  failed: 'failed',
  'cut-off': 'was cut off',
  'not-begun': 'was not begun',
  began: 'began',
  succeeded: 'succeeded',
  again: 'succeeded again',
};

const nameOf = (kind: RunKind, plan: string | null): string =>
  plan === null ? nouns[kind] : `${nouns[kind]} of “${plan}”`;

export const en: EventWords = {
  locale: 'en-GB',
  headline: (kind, plan, ending) => `${nameOf(kind, plan)} ${endings[ending]}`,
  withWarnings: (kind, plan, count) =>
    `${nameOf(kind, plan)} succeeded with ${count === 1 ? 'a warning' : `${count} warnings`}`,
  moreWarnings: (count) => `${count === 1 ? 'One more is' : `${count} more are`} in the run’s report.`,
  seeRun: (run) => `Open Holdfast for the run’s log, or run “holdfast run show ${run}”.`,
  seeWarnings: 'Look whether what is missing matters: leave it out of the plan on purpose, or mend it.',
  unusual: (plan) => `Far more changed in “${plan}” than usual`,
  seeUnusual:
    'Look at what changed, in Plans or with “holdfast changes”, and say whether it was you. Until then none of its snapshots is deleted by itself.',
  failingSince: (moment) => `It had been failing since ${moment}.`,
  overdue: (plan) => `A backup of “${plan}” is overdue`,
  dueSince: (moment) => `One has been due since ${moment}.`,
  noneYet: 'There is no good backup of it yet.',
  lastGood: (moment) => `The last good one was made ${moment}.`,
  waits: (why) => `It waits: ${why}.`,
  nextOfOverdue,
  caughtUp: (plan) => `“${plan}” is backed up again`,
  noneSince: (moment) => `None had been made in time since ${moment}.`,
  low: (repository, willBe) => `The drive of ${repository} ${willBe ? 'will soon be full' : 'is almost full'}`,
  left: (free, total) => `${free} of ${total} are left.`,
  noRoom: (moment) => `If it goes on as in the last weeks, there will be no room ${moment}.`,
  makeRoom:
    'Make room on the drive, have plans keep fewer snapshots, or use a larger drive. Holdfast deletes nothing that a plan is to keep.',
  reached: 'Holdfast can reach you',
  testOf: (channel) =>
    `This is a test of “${channel}”. When something is amiss with your backups, you are told this way.`,
  onMachine: (machine) => `On ${machine}.`,
  sentBy: (machine) => `Sent by Holdfast on ${machine}. What you are told of, and how, is in Settings, Notifications.`,
  whatToDo: 'What to do',
  facts: { plan: 'Plan', when: 'When', begun: 'Begun', ended: 'Ended', computer: 'Computer', run: 'Run' },
  afterwards: {
    'run-failed': 'While it goes on failing there is no further mail; you are told when it is over.',
    overdue: 'There is no further mail about this until a backup was made.',
    'run-warning': 'As long as the warnings are of the same kind there is no further mail about them.',
    'low-space': 'There is no further mail about this until there was room again.',
  },
};

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
