import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, type ReactElement } from 'react';
import type { Deleted } from '#shared/domain/finding.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatAgo, formatExact } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './deleted-list.module.css';
import { EntryIcon } from './entry-icon.tsx';

interface DeletedListProps {
  /** Id of a plan. */
  readonly plan: string;
  /** A folder. */
  readonly path: string;
}

/** What the plan's snapshots held in a folder and what is not there now, each to be looked at or brought back. */
export function DeletedList({ plan, path }: DeletedListProps): ReactElement {
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    ...api.snapshots.deletedIn.infiniteOptions({
      input: (after: string | undefined) => ({ plan, path, after }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    // The folder on this computer changes without telling.
    staleTime: 0,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const nothing = data !== undefined && items.length === 0 && !hasNextPage;
  return (
    <section aria-label={t('deleted.title')} className={styles.deleted}>
      <h3>{t('deleted.title')}</h3>
      <p className={styles.quiet}>{t(nothing ? 'deleted.none' : 'deleted.hint')}</p>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <WaitingRows count={4} height={48} />}
      {data !== undefined && !nothing && (
        <div className={styles.list}>
          <VirtualRows
            items={items}
            keyOf={(item) => item.path}
            height={48}
            label={t('deleted.list')}
            reads={data.pages.length}
            onEnd={() => hasNextPage && void fetchNextPage()}
            row={(item) => <DeletedRow item={item} folder={path} />}
          />
        </div>
      )}
    </section>
  );
}

interface DeletedRowProps {
  readonly item: Deleted;
  readonly folder: string;
}

const DeletedRow = memo(function DeletedRow({ item, folder }: DeletedRowProps): ReactElement {
  const now = useNow();
  const { planId, path, type, size, lastSnapshot } = item;
  const shown = path.slice(folder === '/' ? 1 : folder.length + 1);
  const facts = [
    t('deleted.last', { ago: formatAgo(lastSnapshot.at, now) }),
    ...(type === 'file' ? [formatBytes(size)] : []),
  ];
  return (
    <div className={styles.row}>
      <Link
        to="/time"
        search={{ plan: planId, snapshot: lastSnapshot.id, path }}
        className={styles.entry}
        title={formatExact(lastSnapshot.at)}
      >
        <EntryIcon type={type} />
        <span className={styles.words}>
          <span className={styles.name}>
            <PathLabel path={shown} />
          </span>
          <span className={styles.facts}>{facts.join(' · ')}</span>
        </span>
      </Link>
      <Link
        to="/restore"
        search={{ snapshot: lastSnapshot.id, paths: [path], missing: true }}
        className={styles.back}
        aria-label={t('deleted.back-one', { name: showPath(item.name) })}
      >
        {t('deleted.back')}
      </Link>
    </div>
  );
});
