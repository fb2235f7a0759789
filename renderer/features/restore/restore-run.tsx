import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RunDetail } from '#shared/domain/run.ts';
import { api } from '../../api/queries.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { ChangedLead } from './changed-lead.tsx';
import { NoSafety } from './no-safety.tsx';
import { PlanStep, type StepProps } from './plan-step.tsx';
import { RestoreOutcome } from './restore-outcome.tsx';
import { SourceDamaged } from './source-damaged.tsx';
import { titleOfRestore } from './title-of-restore.ts';
import { wantsNoSafety } from './wants-no-safety.ts';
import { whatAndWhere } from './what-and-where.ts';

interface RestoreRunProps extends StepProps {
  readonly runId: string;
}

/** The restore while it goes on, and what came of it: also that something stood in its way, and how to go on. */
export function RestoreRun({ runId, ...step }: RestoreRunProps): ReactElement {
  const { snapshot, request } = step;
  const { data: run } = useQuery(api.runs.get.queryOptions({ input: { run: runId } }));
  const now = useNow();
  const ended = run !== undefined && run.outcome !== null;
  const error = run?.error ?? null;
  if (error?.code === 'restore-changed') {
    return <PlanStep {...step} known={previewIn(error)} lead={<ChangedLead details={error.details} />} />;
  }
  const noSafety = error !== null && wantsNoSafety(error, snapshot);
  return (
    <>
      <Answer
        title={noSafety ? t('restore.no-safety') : titleOfRestore(run)}
        detail={
          <>
            <p>{whatAndWhere(snapshot, request, now)}</p>
            {run?.outcome === null && <p>{t('restore.running.hint')}</p>}
          </>
        }
        actions={
          ended && (
            <>
              {error?.code === 'restore-source-damaged' && (
                <LinkButton to="/activity/$runId" params={{ runId }} variant="default">
                  {t('run.details')}
                </LinkButton>
              )}
              <LinkButton to="/time" search={{ plan: snapshot.planId, snapshot: snapshot.id }} variant="default">
                {t('restore.back')}
              </LinkButton>
            </>
          )
        }
      />
      {error?.code === 'restore-source-damaged' ? (
        <SourceDamaged details={error.details} request={request} onChange={step.onChange} />
      ) : (
        <RestoreOutcome runId={runId} run={run} />
      )}
      {noSafety && <NoSafety onChange={step.onChange} onBack={step.onBack} />}
    </>
  );
}

function previewIn({ details }: NonNullable<RunDetail['error']>): string | undefined {
  const { previewId } = details;
  return typeof previewId === 'string' ? previewId : undefined;
}
