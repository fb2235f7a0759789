import type { AuditAction, AuditEntry, AuditWay } from '#shared/domain/audit.ts';
import { outcomeWords } from './describe-run.ts';
import { displayName, displayText } from './display-name.ts';
import { formatTime } from './format.ts';
import { table } from './table.ts';

export const actionWords: Readonly<Record<AuditAction, string>> = {
  restore: 'restored',
  'restore-undo': 'undid a restore',
  'restore-finish': 'finished a restore',
  'database-restore': 'restored a database',
  'database-restore-undo': 'undid a database restore',
  'snapshot-delete': 'deleted snapshots',
  prune: 'deleted snapshots that are no longer kept',
  'snapshot-pin': 'pinned',
  'snapshot-unpin': 'unpinned',
  'unusual-answer': 'answered an unusual change',
  'trash-empty': 'removed what a deletion left',
  repair: 'repaired',
  'settings-change': 'changed settings',
  'channel-add': 'added a way to be told',
  'channel-change': 'changed a way to be told',
  'channel-remove': 'removed a way to be told',
  'plan-add': 'added a plan',
  'plan-edit': 'changed a plan',
  'plan-remove': 'removed a plan',
  'schedule-pause': 'paused what starts by itself',
  'schedule-resume': 'resumed what starts by itself',
  'clock-off': 'noticed that it was set',
  'clock-agrees': 'found right again',
  'repository-init': 'made a repository',
  'repository-connect': 'connected a repository',
  'hook-try': 'tried a command of a plan',
  'repository-adopt': 'accepted a repository’s new place',
  rebuild: 'rebuilt the catalogue',
  import: 'read a repository',
};

const wayWords: Readonly<Record<AuditWay, string>> = {
  window: 'window',
  command: 'command line',
  host: 'REST interface',
  engine: 'by itself',
};

/** The audit trail for people: who, how, what, with which result. */
export const auditTable = (entries: readonly AuditEntry[]): readonly string[] =>
  table(entries, [
    { title: 'When', cell: ({ at }) => formatTime(at) },
    { title: 'Who', cell: ({ user }) => displayName(user) },
    { title: 'By', cell: ({ way }) => wayWords[way] },
    { title: 'What', cell: ({ action }) => actionWords[action] },
    { title: 'Plan', cell: ({ planName }) => (planName === null ? '' : displayName(planName)) },
    { title: 'Outcome', cell: ({ outcome }) => outcomeWords[outcome] },
    { title: 'Of', cell: (entry) => shortened(displayText(describeSubject(entry))) },
  ]);

/** What it was done to; of a change also from what to what. */
function describeSubject({ subject, details }: AuditEntry): string {
  const changes = Object.entries(details.changes ?? {}).map(
    ([name, { from, to }]) => `${name}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`,
  );
  if (changes.length === 0) return subject;
  // The settings that changed are the subject.
  return details.changes && subject === Object.keys(details.changes).join(', ')
    ? changes.join('; ')
    : `${subject} (${changes.join('; ')})`;
}

const widest = 120;

/** A deletion of a thousand snapshots names them all; --json and --export have the whole. */
const shortened = (text: string): string => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text);
