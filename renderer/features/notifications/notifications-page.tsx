import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Notifications } from '#shared/domain/notification.ts';
import { api } from '../../api/queries.ts';
import { formatList } from '../../app/format/format-list.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { ChannelsSection } from './channels-section.tsx';
import { LogSection } from './log-section.tsx';

/** “Who is told when something goes wrong, and does that work?” */
export function NotificationsPage(): ReactElement {
  const { data, error, refetch } = useQuery(api.notifications.get.queryOptions());
  return (
    <>
      <Answer
        title={error === null ? data && titleOf(data) : t('notifications.unknown')}
        detail={t('notifications.hint')}
      />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <WaitingRows count={3} height={40} />}
      {data !== undefined && <ChannelsSection channels={data.channels} />}
      <LogSection />
    </>
  );
}

function titleOf({ channels, waiting, failed }: Notifications): string {
  if (failed > 0) return t('notifications.failed', { count: failed });
  if (waiting > 0) return t('notifications.waiting', { count: waiting });
  const names = channels.filter(({ enabled }) => enabled).map(({ name }) => name);
  if (names.length === 0) return t('notifications.none');
  return t('notifications.by', { channels: formatList(names) });
}
