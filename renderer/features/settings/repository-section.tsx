import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Storage } from '#shared/domain/repository.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import styles from './repository-section.module.css';

type RepositoryStorage = Storage['repositories'][number];

/** A repository: its state with the next step, its room, and what each plan keeps in it. */
export function RepositorySection({ entry }: { readonly entry: RepositoryStorage }): ReactElement {
  const { repository, freeBytes, totalBytes, plans } = entry;
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
        {repository.problem !== null && <span className={styles.problem}>{repository.problem}</span>}
      </div>
      {freeBytes !== null && totalBytes !== null && totalBytes > 0 && (
        <div className={styles.room} aria-hidden>
          <span className={styles.used} style={{ width: `${(1 - freeBytes / totalBytes) * 100}%` }} />
        </div>
      )}
      <ul>
        {plans.map(({ planId, planName, snapshots, bytes, newestBytes }) => (
          <li key={planId} className={styles.plan}>
            <Link to="/time" search={{ plan: planId }} className={styles.name}>
              {planName}
            </Link>
            <span className={styles.number}>{t('snapshots', { count: snapshots })}</span>
            <span className={styles.number} title={t('storage.bytes.hint')}>
              {t('storage.bytes', { all: formatBytes(bytes), newest: formatBytes(newestBytes) })}
            </span>
          </li>
        ))}
      </ul>
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
