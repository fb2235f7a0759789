import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { UndoPlan } from './undo-plan.tsx';
import { UndoRun } from './undo-run.tsx';

/**
 * Undoes a restore as it was made: see what would happen, confirm, watch. It may be named by its safety snapshot: then its
 * run need not be listed here.
 */
export function UndoPage(): ReactElement {
  const { runId } = useParams({ from: '/restore/undo/$runId' });
  const { run: undoing } = useSearch({ from: '/restore/undo/$runId' });
  const navigate = useNavigate();
  const status = useQuery(api.restores.status.queryOptions({ input: { restore: runId } }));
  if (undoing !== undefined) return <UndoRun key={undoing} runId={undoing} subject={status.data?.subject} />;
  if (status.error !== null) {
    return (
      <>
        <Answer title={t('undo.unknown')} />
        <Problem error={status.error} onRetry={() => void status.refetch()} />
      </>
    );
  }
  if (status.data === undefined) {
    return (
      <>
        <Answer title={undefined} />
        <WaitingRows count={4} height={32} />
      </>
    );
  }
  const {
    restore,
    subject,
    undo: { possible, reason, undoneBy },
  } = status.data;
  if (!possible) {
    return (
      <>
        <Answer
          title={t(undoneBy === null ? 'undo.impossible' : 'restore.next.undone')}
          detail={subject}
          actions={
            undoneBy === null && restore !== runId ? (
              <LinkButton to="/time" search={{ snapshot: runId }} variant="default">
                {t('restore.next.safety')}
              </LinkButton>
            ) : (
              <LinkButton to="/activity/$runId" params={{ runId: undoneBy ?? restore }} variant="default">
                {t(undoneBy === null ? 'undo.see-run' : 'restore.next.undone-by')}
              </LinkButton>
            )
          }
        />
        {undoneBy === null && reason !== null && <Note tone="info">{reason}</Note>}
      </>
    );
  }
  return (
    <UndoPlan
      status={status.data}
      named={runId}
      onStarted={(started) =>
        void navigate({ to: '/restore/undo/$runId', params: { runId }, search: { run: started } })
      }
    />
  );
}
