import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RepositoryStorage } from '#shared/domain/storage.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { DriveFacts } from '../volumes/drive-facts.tsx';
import styles from './repository-section.module.css';
import { RoomWords } from './room-words.tsx';
import { StorageOfPlans } from './storage-of-plans.tsx';

/** A repository: its state with the next step, its room, and what each plan keeps in it. */
export function RepositorySection({ entry }: { readonly entry: RepositoryStorage }): ReactElement {
  const { repository, freeBytes, totalBytes } = entry;
  const ready = repository.state === 'ready';
  return (
    <Section
      title={showPath(repository.path)}
      hint={
        freeBytes !== null && totalBytes !== null
          ? t('volume.free', { free: formatBytes(freeBytes), total: formatBytes(totalBytes) })
          : undefined
      }
      actions={<RepositoryActions entry={entry} />}
    >
      <div className={styles.state}>
        <StateMark
          tone={ready ? 'good' : 'warn'}
          icon={ready ? 'check' : 'warning'}
          word={t(`repository.${repository.state}`)}
        />
        {repository.problem !== null && <span className={styles.problem}>{said(repository.problem)}</span>}
      </div>
      {freeBytes !== null && totalBytes !== null && totalBytes > 0 && (
        <div className={styles.room} aria-hidden>
          <span className={styles.used} style={{ width: `${(1 - freeBytes / totalBytes) * 100}%` }} />
        </div>
      )}
      <RoomWords entry={entry} />
      <StorageOfPlans entry={entry} />
      <DriveFacts repositoryId={repository.id} />
    </Section>
  );
}

function RepositoryActions({ entry: { repository } }: { readonly entry: RepositoryStorage }): ReactElement {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const rebuild = useMutation(
    api.repositories.rebuild.mutationOptions({
      onSuccess: ({ runId }) => void navigate({ to: '/activity/$runId', params: { runId } }),
    }),
  );
  const adopt = useMutation(
    api.repositories.adopt.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }),
  );
  const error = rebuild.error ?? adopt.error;
  return (
    <>
      {repository.state === 'wrong-volume' && (
        <Button variant="default" loading={adopt.isPending} onClick={() => adopt.mutate({ path: repository.path })}>
          {t('repository.adopt')}
        </Button>
      )}
      {repository.state === 'ready' && (
        <Button
          variant="default"
          loading={rebuild.isPending}
          title={t('repository.rebuild.hint')}
          onClick={() => rebuild.mutate({ repository: repository.id })}
        >
          {t('repository.rebuild')}
        </Button>
      )}
      {error !== null && <Problem error={error} />}
    </>
  );
}
