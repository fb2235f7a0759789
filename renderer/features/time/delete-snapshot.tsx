import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { phraseWanted } from '../../app/describe-error.ts';
import { formatExact } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import styles from './delete-snapshot.module.css';

interface DeleteSnapshotProps {
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
}

/** Says what would be lost, asks for the phrase that the engine wants, and deletes; the page shows how far that is. */
export function DeleteSnapshot({ snapshot, onClose }: DeleteSnapshotProps): ReactElement {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const remove = useMutation(
    api.snapshots.remove.mutationOptions({
      onSuccess: async ({ runId }) => {
        await queryClient.invalidateQueries({ queryKey: api.snapshots.key() });
        await navigate({ to: '/time', search: { plan: snapshot.planId, run: runId } });
      },
    }),
  );
  // Without a phrase nothing is deleted: the engine only says what would be lost, and which phrase it wants.
  const { mutate: ask, ...asked } = useMutation(api.snapshots.remove.mutationOptions());
  useEffect(() => ask({ snapshot: snapshot.id }), [ask, snapshot.id]);
  const wanted = phraseWanted(remove.error) ?? phraseWanted(asked.error);
  const failure = [remove.error, asked.error].find((error) => error !== null && phraseWanted(error) === undefined);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== undefined && typed === wanted.phrase) remove.mutate({ snapshot: snapshot.id, confirm: typed });
      }}
    >
      <Note tone="warn">
        {wanted?.consequence ||
          t('delete.consequence', { time: formatExact(snapshot.completedAt), plan: snapshot.planName })}
      </Note>
      {wanted !== undefined && (
        <TextInput
          label={t('confirm.type', { phrase: wanted.phrase })}
          value={typed}
          autoFocus
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {failure && <Problem error={failure} />}
      <div className={styles.actions}>
        <Button
          type="submit"
          variant="default"
          className={styles.danger}
          loading={remove.isPending}
          disabled={typed !== wanted?.phrase}
        >
          {t('delete.go')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('delete.keep')}
        </Button>
      </div>
    </form>
  );
}
