import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { VolumeStatus } from '#shared/domain/volume.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import styles from '../activity/activity-page.module.css';
import { ActivityTabs } from '../activity/activity-tabs.tsx';
import { EndlessList } from '../activity/endless-list.tsx';
import { DriveEventRow } from './drive-event-row.tsx';

/** “I plugged the drive in: why did, or didn’t, anything start?” */
export function DrivesPage(): ReactElement {
  const { data, error, refetch } = useQuery(api.volumes.list.queryOptions());
  const log = useInfiniteQuery(
    api.volumes.log.infiniteOptions({
      input: (after: string | undefined) => ({ after, limit: 100 }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const problem = error ?? log.error;
  const events = log.data?.pages.flatMap((page) => page.items);
  return (
    <div className={styles.page}>
      <Answer
        title={error === null ? data && titleOf(data) : t('drives.unknown')}
        detail={t('drives.hint')}
        actions={
          <LinkButton to="/settings/repositories" variant="default">
            {t('settings.repositories')}
          </LinkButton>
        }
      />
      <ActivityTabs />
      {problem !== null && <Problem error={problem} onRetry={() => void refetch()} />}
      <EndlessList
        items={events}
        failed={problem !== null}
        keyOf={({ number }) => String(number)}
        label={t('drives.log')}
        none={t('drives.log.none')}
        onEnd={() => log.hasNextPage && void log.fetchNextPage()}
        row={(event) => <DriveEventRow event={event} />}
      />
    </div>
  );
}

function titleOf(volumes: readonly VolumeStatus[]): string {
  if (volumes.length === 0) return t('drives.none');
  const there = volumes.filter(({ repository }) => repository.state === 'ready').length;
  if (there === volumes.length) return t('drives.title', { count: there });
  return t('drives.some', { there, count: volumes.length });
}
