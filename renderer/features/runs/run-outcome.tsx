import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { describeResult, markOfOutcome, nameRun } from './describe-run.ts';
import { ProgressLine } from './progress-line.tsx';
import styles from './run-outcome.module.css';
import { useCancelRun } from './use-cancel-run.ts';
import { useRunProgress } from './use-run-progress.ts';

interface RunOutcomeProps {
  readonly runId: string;
  /** Whether there is a way to the run's own page. */
  readonly linked?: boolean;
}

/** A run from its first moment to its outcome, in one place of fixed height. */
export function RunOutcome({ runId, linked = true }: RunOutcomeProps): ReactElement {
  const { progress, ended } = useRunProgress(runId);
  const { data, error } = useQuery(api.runs.get.queryOptions({ input: { run: runId } }));
  const cancel = useCancelRun();
  const run = ended ?? data;
  if (run === undefined) return error === null ? <div className={styles.run} /> : <Problem error={error} />;
  const running = run.outcome === null;
  return (
    <div className={styles.run}>
      <div className={styles.line} role="status">
        <StateMark {...markOfOutcome(run.outcome)} />
        <span className={styles.result}>{running ? nameRun(run) : describeResult(run)}</span>
        {running && (
          <Button variant="default" disabled={cancel.isPending} onClick={() => cancel.mutate({ run: runId })}>
            {t('cancel')}
          </Button>
        )}
        {!running && linked && (
          <Link to="/activity/$runId" params={{ runId }}>
            {t('run.details')}
          </Link>
        )}
      </div>
      <div className={styles.progress}>{running && <ProgressLine progress={progress} label={nameRun(run)} />}</div>
    </div>
  );
}
