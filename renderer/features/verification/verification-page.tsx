import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { ActivityTabs } from '../activity/activity-tabs.tsx';
import { useProve } from '../databases/use-prove.ts';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { answerVerification } from './answer-verification.ts';
import { DamagedSnapshots } from './damaged-snapshots.tsx';
import { DatabaseProofs } from './database-proofs.tsx';
import { PlanProofs } from './plan-proofs.tsx';
import { RepairItems } from './repair-items.tsx';
import { useRunningCheck, useVerification } from './use-verification.ts';

/** “Is what I have whole?” */
export function VerificationPage(): ReactElement {
  const { run } = useSearch({ from: '/activity/verification' });
  const navigate = useNavigate();
  const now = useNow();
  const running = useRunningCheck();
  const { data: snapshots, error, refetch } = useQuery(api.snapshots.list.queryOptions({ input: {} }));
  const show = (runId: string) =>
    void navigate({ to: '/activity/verification', search: { run: runId }, replace: true });
  const { verify, repair } = useVerification(show);
  const proving = useProve(run, show);
  const damaged = snapshots?.filter((snapshot) => snapshot.damaged > 0) ?? [];
  const shown = running ?? proving.shown;
  const busy = running !== undefined || verify.isPending || repair.isPending;
  const failure = error ?? verify.error ?? repair.error ?? proving.prove.error;
  return (
    <>
      <Answer
        title={error === null ? snapshots && answerVerification(snapshots, now) : t('verification.unknown')}
        detail={t('verification.hint')}
        actions={
          <>
            <Button
              variant={damaged.length > 0 ? 'default' : 'filled'}
              disabled={busy || snapshots === undefined || snapshots.length === 0}
              onClick={() => verify.mutate({})}
            >
              {t('verification.check-all')}
            </Button>
            {damaged.length > 0 && (
              <>
                <Button variant="default" disabled={busy} onClick={() => repair.mutate({ dryRun: true })}>
                  {t('verification.try')}
                </Button>
                <Button disabled={busy} onClick={() => repair.mutate({})}>
                  {t('verification.repair-all')}
                </Button>
              </>
            )}
          </>
        }
      />
      <ActivityTabs />
      {failure !== null && <Problem error={failure} onRetry={error === null ? undefined : () => void refetch()} />}
      {shown !== undefined && <RunOutcome key={shown} runId={shown} />}
      {shown !== undefined && <RepairItems runId={shown} />}
      {snapshots === undefined && error === null && <WaitingRows count={4} height={32} />}
      {damaged.length > 0 && (
        <DamagedSnapshots
          snapshots={damaged}
          busy={busy}
          onRepair={(snapshot) => repair.mutate({ snapshot: snapshot.id })}
        />
      )}
      {snapshots !== undefined && snapshots.length > 0 && (
        <PlanProofs snapshots={snapshots} busy={busy} onCheck={(plan) => verify.mutate({ plan })} />
      )}
      <DatabaseProofs
        busy={proving.busy}
        onProve={({ snapshotId: snapshot, sourceId: source, database }) =>
          proving.prove.mutate({ snapshot, source, database })
        }
      />
    </>
  );
}
