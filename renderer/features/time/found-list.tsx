import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, type ReactElement } from 'react';
import type { Found } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatAgo, formatExact } from '../../app/format/format-when.ts';
import { folderOf } from '../../app/format/show-path.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { EntryIcon } from './entry-icon.tsx';
import styles from './found-list.module.css';

/** Names that fit, over all snapshots of all plans. */
export function FoundList({ find }: { readonly find: string }): ReactElement {
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    ...api.snapshots.find.infiniteOptions({
      input: (after: string | undefined) => ({ pattern: find, after }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    placeholderData: (before) => before,
  });
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <>
        <Answer title={undefined} />
        <WaitingRows count={8} height={48} />
      </>
    );
  }
  const items = data.pages.flatMap((page) => page.items);
  return (
    <>
      <Answer
        title={items.length === 0 ? t('find.none', { text: find }) : titleOf(items.length, hasNextPage, find)}
        detail={items.length === 0 ? t('find.none.next') : t('find.hint')}
      />
      <div className={styles.list}>
        <VirtualRows
          items={items}
          keyOf={(item) => `${item.planId}:${item.path}:${item.firstSnapshot.id}`}
          height={48}
          label={t('find.label')}
          onEnd={() => hasNextPage && void fetchNextPage()}
          row={(item) => <FoundRow item={item} />}
        />
      </div>
    </>
  );
}

const titleOf = (count: number, more: boolean, text: string): string =>
  more ? t('find.at-least', { count, text }) : t('find.found', { count, text });

const FoundRow = memo(function FoundRow({ item }: { readonly item: Found }): ReactElement {
  const now = useNow();
  const { lastSnapshot, current, planId, path } = item;
  return (
    <Link to="/time" search={{ plan: planId, snapshot: lastSnapshot.id, path }} className={styles.row}>
      <EntryIcon type={item.type} />
      <span className={styles.words}>
        <span className={styles.name}>
          <PathLabel path={item.name} />
        </span>
        <span className={styles.folder}>
          <PathLabel path={folderOf(path)} quiet />
        </span>
      </span>
      <span className={styles.size}>{item.type === 'file' ? formatBytes(item.size) : ''}</span>
      <span className={styles.when} title={formatExact(lastSnapshot.at)}>
        {current ? t('find.current') : t('find.until', { ago: formatAgo(lastSnapshot.at, now) })}
      </span>
    </Link>
  );
});
