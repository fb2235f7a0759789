import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RestoreStatus } from '#shared/domain/restore-status.ts';
import { api } from '../../api/queries.ts';
import { said, saidSubject } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Note } from '../../components/note.tsx';
import { WhenRead } from '../../components/when-read.tsx';
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
  return (
    <WhenRead data={status.data} error={status.error} onRetry={status.refetch} unknown={t('undo.unknown')} rows={4}>
      {(read) =>
        read.undo.possible ? (
          <UndoPlan
            status={read}
            named={runId}
            onStarted={(run) => void navigate({ to: '/restore/undo/$runId', params: { runId }, search: { run } })}
          />
        ) : (
          <NoUndo status={read} named={runId} />
        )
      }
    </WhenRead>
  );
}

interface NoUndoProps {
  readonly status: RestoreStatus;
  /** The restore's run, or its safety snapshot. */
  readonly named: string;
}

function NoUndo({ status, named }: NoUndoProps): ReactElement {
  const { restore, subject, undo } = status;
  const { reason, undoneBy } = undo;
  return (
    <>
      <Answer
        title={t(undoneBy === null ? 'undo.impossible' : 'restore.next.undone')}
        detail={saidSubject(subject)}
        actions={
          undoneBy === null && restore !== named ? (
            <LinkButton to="/time" search={{ snapshot: named }} variant="default">
              {t('restore.next.safety')}
            </LinkButton>
          ) : (
            <LinkButton to="/activity/$runId" params={{ runId: undoneBy ?? restore }} variant="default">
              {t(undoneBy === null ? 'undo.see-run' : 'restore.next.undone-by')}
            </LinkButton>
          )
        }
      />
      {undoneBy === null && reason !== null && <Note tone="info">{said(reason)}</Note>}
    </>
  );
}
