import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RestoreRequest } from '#shared/domain/restore.ts';
import { isGood } from '#shared/domain/run.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { whatAndWhere } from './what-and-where.ts';

interface RestoreResultProps {
  readonly runId: string;
  readonly snapshot: Snapshot;
  readonly request: RestoreRequest;
}

/** The restore while it goes on, and what came of it. */
export function RestoreResult({ runId, snapshot, request }: RestoreResultProps): ReactElement {
  const { data: run } = useQuery(api.runs.get.queryOptions({ input: { run: runId } }));
  const now = useNow();
  const outcome = run?.outcome ?? null;
  const title = outcome === null ? t('restore.running') : isGood(outcome) ? t('restore.done') : t('restore.failed');
  return (
    <>
      <Answer
        title={title}
        detail={
          <>
            <p>{whatAndWhere(snapshot, request, now)}</p>
            {outcome === null && <p>{t('restore.running.hint')}</p>}
          </>
        }
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
