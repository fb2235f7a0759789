import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { StateMark } from '../../components/state-mark.tsx';
import { BackupButton } from '../runs/backup-button.tsx';
import { ProgressLine } from '../runs/progress-line.tsx';
import { useCancelRun } from '../runs/use-cancel-run.ts';
import { useRunProgress } from '../runs/use-run-progress.ts';
import { useStartBackup } from '../runs/use-start-backup.ts';
import { markOfPlan } from './mark-of-plan.ts';
import styles from './plan-row.module.css';
import { PlanSentence } from './plan-sentence.tsx';

interface PlanRowProps {
  readonly status: PlanStatus;
  /** Each of several plans has its own button; a single one is started by the page's. */
  readonly several: boolean;
}

/** A plan on Home: state, sentence, size, and what can be done. Its height never changes, whatever goes on. */
export function PlanRow({ status, several }: PlanRowProps): ReactElement {
  const { plan, runningRunId, snapshots, files, bytes, dumps } = status;
  const { progress, ended } = useRunProgress(runningRunId);
  return (
    <li
      className={styles.row}
      aria-label={plan.name}
      data-single={!several || undefined}
      data-running={runningRunId !== null || undefined}
    >
      <div className={styles.state}>
        <StateMark {...markOfPlan(status)} />
      </div>
      <div className={styles.words}>
        <Link to="/time" search={{ plan: plan.id }} className={styles.name} title={plan.name}>
          {plan.name}
        </Link>
        {runningRunId === null ? (
          <PlanSentence status={status} />
        ) : (
          <ProgressLine progress={progress} ended={ended} label={t('home.progress', { plan: plan.name })} />
        )}
      </div>
      {runningRunId === null && (
        <div className={styles.size}>
          {snapshots > 0 && (
            <>
              <span>
                {plan.folders.length > 0 || dumps === null
                  ? t('files', { count: files })
                  : t('databases', { count: dumps.databases })}
              </span>
              <span className={styles.quiet}>{formatBytes(bytes + (dumps?.bytes ?? 0))}</span>
            </>
          )}
        </div>
      )}
      {(several || runningRunId !== null) && (
        <div className={styles.actions}>
          <RowAction status={status} />
        </div>
      )}
    </li>
  );
}

function RowAction({ status: { plan, runningRunId } }: Pick<PlanRowProps, 'status'>): ReactElement {
  const backup = useStartBackup();
  const cancel = useCancelRun();
  if (runningRunId !== null) {
    return (
      <Button
        fullWidth
        variant="default"
        disabled={cancel.isPending}
        aria-label={t('home.cancel-plan', { plan: plan.name })}
        onClick={() => cancel.mutate({ run: runningRunId })}
      >
        {t('home.cancel')}
      </Button>
    );
  }
  return (
    <BackupButton
      wide
      plan={plan}
      variant="default"
      disabled={backup.isPending}
      onStart={(only) => backup.mutate({ plan: plan.id, only })}
    />
  );
}
