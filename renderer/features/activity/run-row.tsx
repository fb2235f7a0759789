import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Run } from '#shared/domain/run.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { t } from '../../app/messages/t.ts';
import { StateMark } from '../../components/state-mark.tsx';
import { When } from '../../components/when.tsx';
import { describeResult, markOfOutcome, nameRun } from '../runs/describe-run.ts';
import styles from './run-row.module.css';

/** A run in the list: outcome, what it was, what it changed, when and how long. */
export function RunRow({ run }: { readonly run: Run }): ReactElement {
  const result = describeResult(run);
  return (
    <Link to="/activity/$runId" params={{ runId: run.id }} className={styles.row}>
      <span className={styles.outcome}>
        <StateMark {...markOfOutcome(run.outcome)} />
      </span>
      <span className={styles.words}>
        <span className={styles.name} title={run.subject}>
          {nameRun(run)}
        </span>
        <span className={styles.result} title={result}>
          {result === '' ? run.subject : result}
          {run.warningCount > 0 && ` · ${t('warnings', { count: run.warningCount })}`}
        </span>
      </span>
      <span className={styles.when}>
        <When at={run.startedAt} />
        <span className={styles.quiet}>{run.outcome === null ? '' : formatDuration(run.durationMs)}</span>
      </span>
    </Link>
  );
}
