import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { api } from '../../../api/queries.ts';
import { describeError } from '../../../app/describe-error.ts';
import { t } from '../../../app/messages/t.ts';
import { Note } from '../../../components/note.tsx';
import { UndoRun } from '../../restore/undo-run.tsx';
import { PasswordField } from '../password-field.tsx';
import { DatabasePlanView } from './database-plan-view.tsx';
import { DatabaseRestoreNext } from './database-restore-next.tsx';
import { EndSessions } from './end-sessions.tsx';
import styles from './restore-database.module.css';

/**
 * Takes the restore of a database back: see what would happen, confirm, watch. It may be named by its safety snapshot: then
 * its run need not be listed here.
 */
export function UndoDatabasePage(): ReactElement {
  const { runId } = useParams({ from: '/databases/undo/$runId' });
  const { run: undoing } = useSearch({ from: '/databases/undo/$runId' });
  const { data: run } = useQuery({ ...api.runs.get.queryOptions({ input: { run: runId } }), retry: false });
  const { data: undone } = useQuery({
    ...api.runs.get.queryOptions({ input: { run: undoing ?? '' } }),
    enabled: undoing !== undefined,
  });
  if (undoing === undefined) return <UndoPlan key={runId} restore={runId} known={run !== undefined} />;
  return (
    <>
      <UndoRun key={undoing} runId={undoing} subject={run?.subject} />
      {undone !== undefined && <DatabaseRestoreNext run={undone} />}
    </>
  );
}

interface UndoPlanProps {
  /** Its run, or its safety snapshot. */
  readonly restore: string;
  /** Whether it is a run that is listed here. */
  readonly known: boolean;
}

function UndoPlan({ restore, known }: UndoPlanProps): ReactElement {
  const navigate = useNavigate();
  const [password, setPassword] = useState<string>();
  const [endSessions, setEndSessions] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    ...api.databases.undoRestorePreview.queryOptions({ input: { restore, password, endSessions } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const undo = useMutation(
    api.databases.undoRestore.mutationOptions({
      onSuccess: ({ runId }) =>
        void navigate({ to: '/databases/undo/$runId', params: { runId: restore }, search: { run: runId } }),
    }),
  );
  const asked = error !== null && describeError(error).code === 'password-needed';
  return (
    <DatabasePlanView
      preview={data}
      stale={isFetching}
      error={asked ? null : error}
      back={
        known
          ? {
              label: t('undo.see-run'),
              go: () => void navigate({ to: '/activity/$runId', params: { runId: restore } }),
            }
          : {
              label: t('restore.next.safety'),
              go: () => void navigate({ to: '/time', search: { snapshot: restore } }),
            }
      }
      onRetry={() => void refetch()}
      label={t('undo.go')}
      pending={undo.isPending}
      startError={undo.error}
      onStart={(confirm) => undo.mutate({ restore, password, endSessions, confirm })}
      lead={
        asked ? (
          <AskPassword sentence={describeError(error).sentence} onGive={setPassword} />
        ) : (
          <Note tone="info">{t('database-next.hint')}</Note>
        )
      }
    >
      {data !== undefined && (
        <EndSessions
          sessions={data.sessions}
          checked={endSessions}
          onChange={(checked) => {
            undo.reset();
            setEndSessions(checked);
          }}
        />
      )}
    </DatabasePlanView>
  );
}

interface AskPasswordProps {
  /** Why one is needed. */
  readonly sentence: string;
  readonly onGive: (password: string) => void;
}

/** A server that is none of the plan's has no kept password. */
function AskPassword({ sentence, onGive }: AskPasswordProps): ReactElement {
  const [typed, setTyped] = useState<string>();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== undefined) onGive(typed);
      }}
    >
      <Note tone="info">{sentence}</Note>
      <PasswordField password={typed} known={false} onChange={(next) => setTyped(next ?? undefined)} />
      <div>
        <Button type="submit" disabled={typed === undefined}>
          {t('database-restore.use-password')}
        </Button>
      </div>
    </form>
  );
}
