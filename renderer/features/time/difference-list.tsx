import { IconMinus, IconPencil, IconPlus, type TablerIcon } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { memo, type ReactElement } from 'react';
import type { Difference } from '#shared/domain/snapshot.ts';
import { client } from '../../api/client.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './difference-list.module.css';

interface DifferenceListProps {
  /** Ids of snapshots. */
  readonly older: string;
  readonly newer: string;
  readonly shown: string | undefined;
  readonly onShow: (path: string) => void;
}

const icons: Readonly<Record<Difference['change'], TablerIcon>> = {
  added: IconPlus,
  changed: IconPencil,
  removed: IconMinus,
};

/** Each item is looked for, so that the first ones are there sooner. */
const pageSize = 200;
const firstPage: string | undefined = undefined;

/** What happened between two moments, by path. */
export function DifferenceList({ older, newer, shown, onShow }: DifferenceListProps): ReactElement {
  // Two snapshots never differ in another way, so nothing makes all these pages be read again.
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ['difference', older, newer],
    queryFn: ({ pageParam: after, signal }) =>
      client.snapshots.diff({ snapshot: older, other: newer, after, limit: pageSize }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <WaitingRows count={8} height={32} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className={styles.none}>{t('compare.none')}</p>;
  return (
    <VirtualRows
      items={items}
      keyOf={({ path }) => path}
      height={32}
      label={t('compare.label')}
      onEnd={() => hasNextPage && void fetchNextPage()}
      row={(item) => <DifferenceRow item={item} shown={item.path === shown} onShow={onShow} />}
    />
  );
}

const DifferenceRow = memo(function DifferenceRow({
  item,
  shown,
  onShow,
}: {
  readonly item: Difference;
  readonly shown: boolean;
  readonly onShow: (path: string) => void;
}): ReactElement {
  const Icon = icons[item.change];
  return (
    <button type="button" className={styles.row} data-shown={shown || undefined} onClick={() => onShow(item.path)}>
      <span className={styles.change}>
        <Icon size={16} aria-hidden />
        {t(`compare.${item.change}`)}
      </span>
      <span className={styles.path}>
        <PathLabel path={item.path} />
      </span>
      <span className={styles.size}>{sizes(item)}</span>
    </button>
  );
});

function sizes({ type, sizeBefore, sizeAfter }: Difference): string {
  if (type !== 'file') return '';
  if (sizeBefore !== null && sizeAfter !== null) {
    return t('compare.sizes', { before: formatBytes(sizeBefore), after: formatBytes(sizeAfter) });
  }
  return formatBytes(sizeAfter ?? sizeBefore ?? 0);
}
