import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Delivery } from '#shared/domain/notification.ts';
import { api } from '../../api/queries.ts';
import { formatAhead } from '../../app/format/format-ahead.ts';
import { useNow } from '../../app/format/use-now.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';
import { Problem } from '../../components/problem.tsx';
import { RowWords, rowClass } from '../../components/row.tsx';
import { Section } from '../../components/section.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { When } from '../../components/when.tsx';
import styles from './notifications.module.css';

/** What was sent, waits or was given up, and why. */
export function LogSection(): ReactElement {
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery(
    api.notifications.log.infiniteOptions({
      input: (after: string | undefined) => ({ after, limit: 25 }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const retry = useMutation(api.notifications.retry.mutationOptions());
  const deliveries = data?.pages.flatMap((page) => page.items);
  return (
    <Section title={t('notifications.log')} hint={t('notifications.log.hint')}>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {retry.error !== null && <Problem error={retry.error} />}
      {deliveries === undefined && error === null && <WaitingRows count={3} height={56} />}
      {deliveries?.length === 0 && <p className={styles.none}>{t('notifications.log.none')}</p>}
      <ul aria-label={t('notifications.log')}>
        {deliveries?.map((delivery) => (
          <li key={delivery.number} className={styles.delivery}>
            <div className={`${rowClass} ${styles.row}`}>
              <DeliveryWords delivery={delivery} onRetry={() => retry.mutate({ delivery: delivery.number })} />
            </div>
            {delivery.error !== null && <p className={styles.why}>{said(delivery.error)}</p>}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {t('notifications.log.more')}
        </Button>
      )}
    </Section>
  );
}

interface DeliveryWordsProps {
  readonly delivery: Delivery;
  readonly onRetry: () => void;
}

function DeliveryWords({ delivery, onRetry }: DeliveryWordsProps): ReactElement {
  const now = useNow();
  const { title, channel, channelKind, at, state, error, answer, attempts, nextAt } = delivery;
  const unseen = state === 'waiting' && channelKind === 'desktop';
  const tried = attempts > 1 ? [t('delivery.attempts', { count: attempts })] : [];
  const next = nextAt !== null && attempts > 0 ? [t('delivery.next', { when: formatAhead(nextAt, now) })] : [];
  return (
    <RowWords
      mark={marks[state]}
      name={title}
      detail={[channel, ...tried, ...next, unseen ? t('delivery.unseen') : said(answer ?? '')]
        .filter(Boolean)
        .join(' · ')}
      end={<When at={at} />}
      endDetail={
        state === 'failed' || (state === 'waiting' && error !== null) ? (
          <Button
            variant="subtle"
            size="compact-sm"
            px={0}
            aria-label={t('notifications.retry.one', { title })}
            onClick={onRetry}
          >
            {t('notifications.retry')}
          </Button>
        ) : (
          ''
        )
      }
    />
  );
}

const marks: Readonly<Record<Delivery['state'], Mark>> = {
  waiting: { tone: 'warn', icon: 'clock', word: t('delivery.waiting') },
  sent: { tone: 'good', icon: 'check', word: t('delivery.sent') },
  failed: { tone: 'bad', icon: 'cross', word: t('delivery.failed') },
};
