import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { isGood } from '#shared/domain/run.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { RunOutcome } from '../runs/run-outcome.tsx';

interface RestoreResultProps {
  readonly runId: string;
  readonly snapshot: Snapshot;
}

/** The restore while it goes on, and what came of it. */
export function RestoreResult({ runId, snapshot }: RestoreResultProps): ReactElement {
  const { data: run } = useQuery(api.runs.get.queryOptions({ input: { run: runId } }));
  const outcome = run?.outcome ?? null;
  const title = outcome === null ? t('restore.running') : isGood(outcome) ? t('restore.done') : t('restore.failed');
  return (
    <>
      <Answer
        title={title}
        detail={outcome === null ? t('restore.running.hint') : ''}
        actions={
          outcome !== null && (
            <LinkButton to="/time" search={{ plan: snapshot.planId, snapshot: snapshot.id }} variant="default">
              {t('restore.back')}
            </LinkButton>
          )
        }
      />
      <RunOutcome runId={runId} />
    </>
  );
}
