import type { Outcome, Run, RunResult } from '#shared/domain/run.ts';
import { describeFailure } from '../../app/describe-error.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';
import { describeChanges } from './describe-changes.ts';

/** Outcome of a run as colour, icon and word. */
export function markOfOutcome(outcome: Outcome | null): Mark {
  switch (outcome) {
    case null:
      return { tone: 'busy', icon: 'progress', word: t('outcome.running') };
    case 'succeeded':
      return { tone: 'good', icon: 'check', word: t('outcome.succeeded') };
    case 'succeeded-with-warnings':
      return { tone: 'warn', icon: 'warning', word: t('outcome.succeeded-with-warnings') };
    case 'failed':
      return { tone: 'bad', icon: 'cross', word: t('outcome.failed') };
    case 'cancelled':
      return { tone: 'quiet', icon: 'stop', word: t('outcome.cancelled') };
    case 'interrupted':
      return { tone: 'bad', icon: 'cross', word: t('outcome.interrupted') };
    case 'skipped':
      return { tone: 'warn', icon: 'clock', word: t('outcome.skipped') };
  }
}

/** What a run is, in a few words: Backup of “Documents”. */
export function nameRun({ kind, planName }: Pick<Run, 'kind' | 'planName'>): string {
  return planName === null ? t(`run.kind.${kind}`) : t(`run.name.${kind}`, { plan: planName });
}

/** What a run changed, in a few words; its error's sentence when it failed; empty while it goes on. */
export function describeResult({ result, error }: Pick<Run, 'result' | 'error'>): string {
  if (error !== null) return describeFailure(error);
  return result === null ? '' : describe(result);
}

function describe(result: RunResult): string {
  switch (result.kind) {
    case 'backup':
      return describeBackup(result);
    case 'restore':
      return describeRestore(result);
    case 'verify':
      return describeVerify(result);
    case 'test-restore':
      return describeTestRestore(result);
    case 'restore-database':
      return describeDatabaseRestore(result);
    case 'repair':
      return describeRepair(result);
    case 'delete':
      return t('result.delete', { count: result.entries });
    case 'rebuild':
      return t('result.rebuild', { count: result.snapshots });
  }
}

type BackupResult = Extract<RunResult, { kind: 'backup' }>;

function describeBackup(result: BackupResult): string {
  if (result.unchanged) return t('result.unchanged');
  const parts = [
    ...(result.withoutFiles ? [] : [describeFiles(result)]),
    ...describeDatabases(result),
    ...(result.pruned === undefined ? [] : [t('result.pruned', { count: result.pruned })]),
  ];
  return parts.join('; ');
}

function describeFiles({ files }: BackupResult): string {
  const { added, changed, removed, moved, bytesCopied } = files;
  const size = formatBytes(bytesCopied);
  if (moved > 0) return t('result.backup-moved', { added, changed, removed, moved, size });
  return t('result.backup', { added, changed, removed, size });
}

function describeDatabases({ databases = [] }: BackupResult): string[] {
  const dumped = databases.filter(({ error }) => error === null);
  const [count, failed] = [dumped.length, databases.length - dumped.length];
  const size = formatBytes(dumped.reduce((sum, { bytes }) => sum + bytes, 0));
  return [
    ...(count === 0 ? [] : [t('result.databases', { count, size })]),
    ...(failed === 0 ? [] : [t('result.databases-failed', { count: failed })]),
  ];
}

function describeRestore(result: Extract<RunResult, { kind: 'restore' }>): string {
  const { beside, keptNewer, bytes } = result;
  return [
    describeChanges(result),
    ...(beside === 0 ? [] : [t('result.beside', { count: beside })]),
    ...(keptNewer === 0 ? [] : [t('result.kept-newer', { count: keptNewer })]),
    t('result.written', { size: formatBytes(bytes) }),
  ].join('; ');
}

function describeVerify({ checked, damaged, missing }: Extract<RunResult, { kind: 'verify' }>): string {
  const bad = damaged.length + missing.length;
  return bad === 0 ? t('result.verified', { count: checked }) : t('result.damaged', { count: bad, checked });
}

function describeTestRestore({ databases }: Extract<RunResult, { kind: 'test-restore' }>): string {
  const [total, failed] = [databases.length, databases.filter(({ ok }) => !ok).length];
  if (failed === 0) return t('result.test-restored', { count: total });
  return t('result.test-restore-failed', { count: failed, total });
}

function describeDatabaseRestore(result: Extract<RunResult, { kind: 'restore-database' }>): string {
  const { mode, database, tables, rows, checks } = result;
  if (mode === 'remove') return t('result.database-removed', { database });
  return t('result.database-restored', { database, count: tables, rows, passed: checks.passed, total: checks.total });
}

function describeRepair({ dryRun, repaired, left }: Extract<RunResult, { kind: 'repair' }>): string {
  const done = t(dryRun ? 'result.repairable' : 'result.repaired', { count: repaired });
  return left === 0 ? done : t('result.repair-left', { done, count: left });
}
