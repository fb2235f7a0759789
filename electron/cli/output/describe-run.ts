import type { Outcome, RunDetail, RunKind, RunResult } from '#shared/domain/run.ts';
import { hookEndWords } from '#shared/hook-words.ts';
import { displayName, displayText } from './display-name.ts';
import { countOf, formatCount, formatDuration, formatSize, formatTime } from './format.ts';
import { phaseWords } from './progress-line.ts';
import { fields } from './table.ts';

export const kindWords: Readonly<Record<RunKind, string>> = {
  backup: 'backup',
  restore: 'restore',
  verify: 'verification',
  'test-restore': 'test restore',
  'restore-database': 'database restore',
  repair: 'repair',
  delete: 'deletion',
  rebuild: 'rebuild',
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  succeeded: 'succeeded',
  'succeeded-with-warnings': 'succeeded with warnings',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
  skipped: 'skipped',
};

/** A run in full: what, when, outcome, steps, warnings. */
export function describeRun(run: RunDetail): readonly string[] {
  const pairs: (readonly [string, string])[] = [
    ['Run', run.id],
    ['What', `${kindWords[run.kind]}${run.subject ? `: ${displayText(run.subject)}` : ''}`],
    ...(run.planName === null ? [] : [['Plan', displayName(run.planName)] as const]),
    ['Started', formatTime(run.startedAt)],
    ['Outcome', run.outcome ? `${outcomeWords[run.outcome]} after ${formatDuration(run.durationMs)}` : 'running'],
    ...(run.error ? [['', displayText(run.error.message)] as const] : []),
    ...(run.result ? [['Result', describeResult(run.result)] as const] : []),
    ...(run.snapshotId === null ? [] : [['Snapshot', run.snapshotId] as const]),
    ...run.steps.map(
      (step, at) => [at === 0 ? 'Steps' : '', `${phaseWords(step.phase)}: ${formatDuration(step.durationMs)}`] as const,
    ),
    ...describeHooks(run),
  ];
  const more = run.warningCount - run.warnings.length;
  return [
    ...fields(pairs),
    ...(run.warningCount > 0 ? ['', `${countOf(run.warningCount, 'warning')}:`] : []),
    ...run.warnings.map(({ message }) => `  ${displayText(message)}`),
    ...(more > 0 ? [`  … and ${formatCount(more)} more in the log`] : []),
  ];
}

const describeHooks = ({ hooks }: RunDetail): (readonly [string, string])[] =>
  hooks.map((hook, at) => [
    at === 0 ? 'Commands' : '',
    `${hook.when}: ${displayText(hook.command)} (${hookEndWords(hook, 'en')} after ${formatDuration(hook.durationMs)})`,
  ]);

/** What a run did, in a line. */
export function describeResult(result: RunResult): string {
  switch (result.kind) {
    case 'backup':
      return describeBackup(result);
    case 'restore':
      return `${formatCount(result.created)} created, ${formatCount(result.overwritten)} overwritten, ${formatCount(result.deleted)} deleted, ${formatCount(result.kept)} left as they were; ${formatSize(result.bytes)} written`;
    case 'verify':
      return `${countOf(result.checked, 'file')}${result.links ? ` and ${countOf(result.links, 'link')}` : ''}${result.dumps ? ` (among them ${countOf(result.dumps, 'dump')} of databases)` : ''} checked (${formatSize(result.bytes)}), ${formatCount(result.damaged.length)} damaged, ${formatCount(result.missing.length)} missing`;
    case 'test-restore':
      return describeTestRestore(result);
    case 'restore-database':
      return describeDatabaseRestore(result);
    case 'repair':
      return describeRepair(result);
    case 'delete':
      return `${countOf(result.entries, 'entry', 'entries')} deleted`;
    case 'rebuild':
      return `${countOf(result.plans, 'plan')}, ${countOf(result.snapshots, 'snapshot')}`;
  }
}

type BackupResult = Extract<RunResult, { kind: 'backup' }>;

function describeBackup({ unchanged, files, withoutFiles, databases = [], pruned }: BackupResult): string {
  const dumped = databases.filter(({ error }) => error === null);
  const failed = databases.length - dumped.length;
  const bytes = dumped.reduce((sum, one) => sum + one.bytes, 0);
  const parts = [
    ...(dumped.length > 0 ? [`${countOf(dumped.length, 'database')} dumped (${formatSize(bytes)})`] : []),
    ...(unchanged ? [`nothing changed (${countOf(files.unchanged, 'file')})`] : []),
    ...(unchanged || withoutFiles ? [] : [describeFiles(files)]),
    ...(failed > 0 ? [`${countOf(failed, 'database')} failed`] : []),
    ...(pruned === undefined ? [] : [`${countOf(pruned, 'snapshot')} no longer kept went to make room`]),
  ];
  return parts.join('; ');
}

function describeFiles({ added, changed, removed, unchanged, moved, bytesCopied }: BackupResult['files']): string {
  return `${countOf(added, 'file')} added, ${formatCount(changed)} changed, ${formatCount(removed)} removed, ${formatCount(unchanged)} unchanged; ${moved > 0 ? `${formatCount(moved)} moved, ` : ''}${formatSize(bytesCopied)} copied`;
}

function describeTestRestore({ databases }: Extract<RunResult, { kind: 'test-restore' }>): string {
  const failed = databases.filter(({ ok }) => !ok).length;
  const checks = databases.reduce((sum, one) => sum + one.checks.passed, 0);
  const proven = `${countOf(databases.length - failed, 'database')} proven by restoring (${countOf(checks, 'comparison')})`;
  return failed === 0 ? proven : `${proven}, ${formatCount(failed)} failed`;
}

function describeDatabaseRestore(result: Extract<RunResult, { kind: 'restore-database' }>): string {
  const { mode, database, tables, rows, checks } = result;
  if (mode === 'remove') return `${displayText(database)} removed`;
  const proven =
    checks.total === 0 ? '' : `; ${formatCount(checks.passed)} of ${countOf(checks.total, 'comparison')} held`;
  return `${displayText(database)}: ${countOf(tables, 'table')}, ${countOf(rows, 'row')}${proven}`;
}

function describeRepair(result: Extract<RunResult, { kind: 'repair' }>): string {
  const { dryRun, repaired, fromSnapshot, fromSource, sound, left, bytes } = result;
  const parts = [
    `${countOf(repaired, 'file')} ${dryRun ? 'could be repaired' : 'repaired'} (${formatSize(bytes)})`,
    ...(repaired > 0
      ? [`${formatCount(fromSnapshot)} from other snapshots, ${formatCount(fromSource)} from the source`]
      : []),
    ...(sound > 0 ? [`${formatCount(sound)} found right after all`] : []),
    `${formatCount(left)} left as they are`,
  ];
  return parts.join('; ');
}
