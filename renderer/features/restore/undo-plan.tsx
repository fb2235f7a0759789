import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { RestoreStatus } from '#shared/domain/restore-status.ts';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { saidSubject } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { DryRunView } from './dry-run-view.tsx';
import { RestoreConfirm } from './restore-confirm.tsx';
import { useDryRun } from './use-dry-run.ts';

interface UndoPlanProps {
  readonly status: RestoreStatus;
  /** As the address names the restore: by its run or by its safety snapshot. */
  readonly named: string;
  readonly onStarted: (runId: string) => void;
}

/** What undoing would do, which is a restore like any other: of what was kept, with a safety copy of its own. */
export function UndoPlan({ status: { restore, subject }, named, onStarted }: UndoPlanProps): ReactElement {
  const navigate = useNavigate();
  const [tries, setTries] = useState(0);
  const { preview, stale, error } = useDryRun(JSON.stringify([restore, tries]), (signal) =>
    client.restores.undoPreview({ restore }, { signal }),
  );
  const undo = useMutation(api.restores.undo.mutationOptions({ onSuccess: ({ runId }) => onStarted(runId) }));
  return (
    <DryRunView
      preview={preview}
      stale={stale}
      error={error}
      snapshot={null}
      inPlace
      what={`${t('undo.title')}: ${saidSubject(subject)}`}
      lead={<Note tone="info">{`${t('undo.hint')} ${t('undo.again-hint')}`}</Note>}
      back={
        named === restore
          ? {
              label: t('undo.see-run'),
              go: () => void navigate({ to: '/activity/$runId', params: { runId: restore } }),
            }
          : {
              label: t('restore.next.safety'),
              go: () => void navigate({ to: '/time', search: { snapshot: named } }),
            }
      }
      onRetry={() => setTries(tries + 1)}
    >
      {preview !== undefined && (
        <RestoreConfirm
          preview={preview}
          label={t('undo.go')}
          safety
          pending={undo.isPending}
          error={undo.error}
          onStart={(confirm) => undo.mutate({ restore, confirm })}
        />
      )}
    </DryRunView>
  );
}
