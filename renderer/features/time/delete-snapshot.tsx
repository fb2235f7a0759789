import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
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

/** Says what would be lost, asks for the phrase that the engine wants, and deletes. */
export function DeleteSnapshot({ snapshot, onClose }: DeleteSnapshotProps): ReactElement {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const remove = useMutation(
    api.snapshots.remove.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.snapshots.key() });
        onClose();
        await navigate({ to: '/time', search: { plan: snapshot.planId } });
      },
    }),
  );
  const wanted = phraseWanted(remove.error);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate({ snapshot: snapshot.id, confirm: wanted === undefined ? undefined : typed });
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
      {remove.error !== null && wanted === undefined && <Problem error={remove.error} />}
      <div className={styles.actions}>
        <Button
          type="submit"
          variant="default"
          className={styles.danger}
          loading={remove.isPending}
          disabled={wanted !== undefined && typed !== wanted.phrase}
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
