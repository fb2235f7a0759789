import type { Run } from '#shared/domain/run.ts';
import { t } from '../../app/messages/t.ts';

/** Errors of a restore that stopped before it touched anything. */
const untouched = {
  'restore-source-damaged': 'restore.source-damaged',
} as const;

/** How a restore or an undoing stands, in a sentence; undefined while nothing is known of it. */
export function titleOfRestore(
  run: Pick<Run, 'outcome' | 'result' | 'error' | 'warningCount'> | undefined,
  undo = false,
): string | undefined {
  if (run === undefined) return undefined;
  const { outcome, error, warningCount: count } = run;
  const code = error?.code;
  switch (outcome) {
    case null:
      return t(undo ? 'undo.running' : 'restore.running');
    case 'succeeded':
      return t(undo ? 'undo.done' : 'restore.done');
    case 'succeeded-with-warnings':
      return t(undo ? 'undo.done.warnings' : 'restore.done.warnings', { count });
    case 'interrupted':
      return t('restore.cut-off');
    case 'cancelled':
      return t('restore.cancelled');
    case 'failed':
    case 'skipped':
      return isUntouched(code) ? t(untouched[code]) : t(undo ? 'undo.failed' : 'restore.failed');
  }
}

const isUntouched = (code: string | undefined): code is keyof typeof untouched =>
  code !== undefined && code in untouched;
