import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PlanStatus } from '#shared/domain/plan.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { api } from '../../api/queries.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { formatExact } from '../../app/format/format-when.ts';
import { saidSubject } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { WhenRead } from '../../components/when-read.tsx';
import { DatabaseRestoreNext } from '../databases/restore/database-restore-next.tsx';
import { AcceptEmpty } from '../plans/accept-empty.tsx';
import { RestoreNext } from '../restore/restore-next.tsx';
import { nameRun } from '../runs/describe-run.ts';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { RepairItems } from '../verification/repair-items.tsx';
import { RunDamage } from './run-damage.tsx';
import { RunDatabases } from './run-databases.tsx';
import { RunHooks } from './run-hooks.tsx';
import { RunLog } from './run-log.tsx';
import { RunSteps } from './run-steps.tsx';
import { RunWarnings } from './run-warnings.tsx';

/** One run: what came of it, what it took, what it warned about, what it wrote down. */
export function RunPage(): ReactElement {
  const { runId } = useParams({ from: '/activity/$runId' });
  const { data: run, error, refetch } = useQuery(api.runs.get.queryOptions({ input: { run: runId } }));
  const { data: plans } = useQuery(api.plans.list.queryOptions());
  const lastOf = plans?.find(({ lastRunId }) => lastRunId === runId);
  return (
    <WhenRead data={run} error={error} onRetry={refetch} unknown={t('run.unknown')} rows={6}>
      {(read) => <ShownRun run={read} lastOf={lastOf} />}
    </WhenRead>
  );
}

interface ShownRunProps {
  readonly run: RunDetail;
  /** The plan of which it is the last run. */
  readonly lastOf: PlanStatus | undefined;
}

function ShownRun({ run, lastOf }: ShownRunProps): ReactElement {
  return (
    <>
      <Answer
        title={t('run.title', { run: nameRun(run), outcome: t(`outcome.said.${run.outcome ?? 'running'}`) })}
        detail={detailOf(run)}
        actions={
          run.kind !== 'delete' &&
          run.snapshotId !== null &&
          run.planId !== null && (
            <LinkButton to="/time" search={{ plan: run.planId, snapshot: run.snapshotId }} variant="default">
              {t('run.snapshot')}
            </LinkButton>
          )
        }
      />
      <RunOutcome key={run.id} runId={run.id} linked={false} />
      <RestoreNext run={run} />
      <DatabaseRestoreNext run={run} />
      <RunDatabases run={run} />
      {lastOf !== undefined && <AcceptEmpty status={lastOf} />}
      <RunDamage result={run.result} />
      <RepairItems runId={run.id} />
      <RunHooks hooks={run.hooks} />
      {run.warnings.length > 0 && <RunWarnings run={run} />}
      {run.steps.length > 0 && <RunSteps steps={run.steps} />}
      <RunLog run={run.id} ended={run.outcome !== null} />
    </>
  );
}

const detailOf = ({ subject, startedAt, outcome, durationMs }: RunDetail): string =>
  [saidSubject(subject), formatExact(startedAt), ...(outcome === null ? [] : [formatDuration(durationMs)])]
    .filter((part) => part !== '')
    .join(' · ');
