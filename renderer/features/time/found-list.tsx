import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
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
import type { FindFilters } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { EntryIcon } from './entry-icon.tsx';
import { countFilters, findRequest } from './find-request.ts';
import styles from './found-list.module.css';

interface FoundListProps {
  readonly find: string;
  readonly filters: FindFilters | undefined;
  /** Ids of the snapshots that hold damage. */
  readonly damaged: ReadonlySet<string>;
  readonly onClear: () => void;
}

/** Names that fit, over all snapshots of all plans. */
export function FoundList({ find, filters, damaged, onClear }: FoundListProps): ReactElement {
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    ...api.snapshots.find.infiniteOptions({
      input: (after: string | undefined) => ({ ...findRequest(find, filters), after }),
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
  const filtered = countFilters(filters) > 0;
  const nothing = items.length === 0 && !hasNextPage;
  return (
    <>
      <Answer
        title={titleOf({ count: items.length, more: hasNextPage, text: find, filtered })}
        detail={nothing ? t(filtered ? 'find.none.filtered.next' : 'find.none.next') : t('find.hint')}
        actions={
          filtered ? (
            <Button variant="default" onClick={onClear}>
              {t('filters.clear')}
            </Button>
          ) : undefined
        }
      />
      <div className={styles.list}>
        <VirtualRows
          items={items}
          keyOf={(item) => `${item.planId}:${item.path}:${item.firstSnapshot.id}`}
          height={48}
          label={t('find.label')}
          reads={data.pages.length}
          onEnd={() => hasNextPage && void fetchNextPage()}
          row={(item) => <FoundRow item={item} damaged={damaged.has(item.lastSnapshot.id)} />}
        />
      </div>
    </>
  );
}

interface Told {
  readonly count: number;
  /** Others may follow. */
  readonly more: boolean;
  readonly text: string;
  readonly filtered: boolean;
}

function titleOf({ count, more, text, filtered }: Told): string {
  if (count > 0) return more ? t('find.at-least', { count, text }) : t('find.found', { count, text });
  if (more) return t('find.looking', { text });
  return t(filtered ? 'find.none.filtered' : 'find.none', { text });
}

interface FoundRowProps {
  readonly item: Found;
  readonly damaged: boolean;
}

const FoundRow = memo(function FoundRow({ item, damaged }: FoundRowProps): ReactElement {
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
      {damaged && (
        <span className={styles.damaged} title={t('find.damaged')}>
          <IconAlertTriangle size={16} aria-hidden />
          {t('find.damaged.short')}
        </span>
      )}
      <span className={styles.size}>{item.type === 'file' ? formatBytes(item.size) : ''}</span>
      <span className={styles.when} title={formatExact(lastSnapshot.at)}>
        {current ? t('find.current') : t('find.until', { ago: formatAgo(lastSnapshot.at, now) })}
      </span>
    </Link>
  );
});
