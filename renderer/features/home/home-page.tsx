import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { byUrgency } from '#shared/by-urgency.ts';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { api } from '../../api/queries.ts';
import { useNow } from '../../app/format/use-now.ts';
import { currentLanguage } from '../../app/messages/language.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { UnsentNote } from '../notifications/unsent-note.tsx';
import { InterruptedRestore } from '../restore/interrupted-restore.tsx';
import { useInterruptedRestores } from '../restore/use-interrupted-restores.ts';
import { BackupButton } from '../runs/backup-button.tsx';
import { useStartBackup } from '../runs/use-start-backup.ts';
import { SampleRow } from '../sample/sample-row.tsx';
import { ClockNote } from '../schedules/clock-note.tsx';
import { LowSpaceNote } from '../settings/low-space-note.tsx';
import { StartupOffer } from '../settings/startup-offer.tsx';
import { FirstStart } from '../start/first-start.tsx';
import { answerHome, detailHome } from './answer-home.ts';
import styles from './home-page.module.css';
import { PlanRow } from './plan-row.tsx';

const awayMs = 3000;

const isAway = ({ repositoryAvailable }: PlanStatus): boolean => !repositoryAvailable;

/** “Am I safe?” */
export function HomePage(): ReactElement {
  const {
    data: plans,
    error,
    refetch,
  } = useQuery({
    ...api.plans.list.queryOptions(),
    // Nothing announces a drive that is back; whoever plugs it in looks here for the answer.
    refetchInterval: ({ state }) => (state.data?.some(isAway) ? awayMs : false),
  });
  const now = useNow();
  const backup = useStartBackup();
  const interrupted = useInterruptedRestores();
  if (error !== null && plans === undefined) {
    return (
      <>
        <Answer title={t('home.unknown')} />
        <Problem error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  const real = plans?.filter(({ plan }) => !plan.sample);
  const samples = plans?.filter(({ plan }) => plan.sample) ?? [];
  if (real?.length === 0) {
    return (
      <>
        <FirstStart withSample={samples.length > 0} />
        {interrupted?.map((run) => (
          <InterruptedRestore key={run.id} run={run} />
        ))}
        <PlanRows plans={samples} several />
      </>
    );
  }
  const idle = real?.filter(({ runningRunId }) => runningRunId === null) ?? [];
  const single = real?.length === 1 ? real[0] : undefined;
  return (
    <>
      <Answer
        title={real && answerHome(real)}
        detail={real && detailHome(real, now)}
        actions={
          single === undefined ? (
            <Button
              disabled={idle.length === 0 || backup.isPending}
              onClick={() => {
                for (const { plan } of idle) backup.mutate({ plan: plan.id });
              }}
            >
              {t(real === undefined ? 'home.back-up-now' : 'home.back-up-all')}
            </Button>
          ) : (
            <BackupButton
              plan={single.plan}
              variant="filled"
              disabled={single.runningRunId !== null || backup.isPending}
              onStart={(only) => backup.mutate({ plan: single.plan.id, only })}
            />
          )
        }
      />
      {backup.error !== null && <Problem error={backup.error} />}
      {interrupted?.map((run) => (
        <InterruptedRestore key={run.id} run={run} />
      ))}
      {real === undefined || interrupted === undefined ? (
        <WaitingRows count={3} height={88} />
      ) : (
        <PlanRows
          plans={[...byUrgency(real, currentLanguage()), ...samples]}
          several={real.length + samples.length > 1}
        />
      )}
      {samples.length > 0 && <SampleRow />}
      <div className={styles.note}>
        <ClockNote />
      </div>
      <LowSpaceNote />
      <UnsentNote />
      <StartupOffer plans={plans} />
    </>
  );
}

interface PlanRowsProps {
  readonly plans: readonly PlanStatus[];
  readonly several: boolean;
}

function PlanRows({ plans, several }: PlanRowsProps): ReactElement | null {
  if (plans.length === 0) return null;
  return (
    <ul className={styles.plans} aria-label={t('nav.plans')}>
      {plans.map((status) => (
        <PlanRow key={status.plan.id} status={status} several={several} />
      ))}
    </ul>
  );
}
