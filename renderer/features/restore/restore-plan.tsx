import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { type RestoreAction, type RestorePreview, restoreActions } from '#shared/domain/restore.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { RestoreItemRow } from './restore-item-row.tsx';
import styles from './restore-plan.module.css';
import { sentenceOf } from './sentence-of.ts';

const rowsInSight = 12;

type Shown = RestoreAction | 'all';

/** The dry run: what would be created, overwritten and deleted, all of it to be read. */
export function RestorePlan({ preview }: { readonly preview: RestorePreview }): ReactElement {
  const [shown, setShown] = useState<Shown>('all');
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery(
    api.restores.items.infiniteOptions({
      input: (after: string | undefined) => ({
        preview: preview.id,
        action: shown === 'all' ? undefined : shown,
        after,
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const total = preview.create.entries + preview.overwrite.entries + preview.delete.entries;
  const rows = Math.min(total, rowsInSight);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t('dry-run.title')} hint={sentenceOf(preview)}>
      {preview.newer > 0 && <Note tone="warn">{t('dry-run.newer', { count: preview.newer })}</Note>}
      {total > 0 && (
        <>
          <SegmentedControl
            className={styles.filter}
            aria-label={t('dry-run.filter')}
            value={shown}
            onChange={setShown}
            data={[
              { value: 'all', label: t('dry-run.all', { count: total }) },
              ...restoreActions.map((action) => ({
                value: action,
                disabled: preview[action].entries === 0,
                label: t(`dry-run.${action}`, {
                  count: preview[action].entries,
                  size: formatBytes(preview[action].bytes),
                }),
              })),
            ]}
          />
          {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
          <div className={styles.items} style={{ height: rows * 32 }}>
            {data === undefined && error === null ? (
              <WaitingRows count={rows} height={32} />
            ) : (
              <VirtualRows
                items={items}
                keyOf={({ path }) => path}
                height={32}
                label={t('dry-run.items')}
                onEnd={() => hasNextPage && void fetchNextPage()}
                row={(item) => <RestoreItemRow item={item} />}
              />
            )}
          </div>
        </>
      )}
    </Section>
  );
}
