import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import type { RestoreAction, RestorePreview } from '#shared/domain/restore.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { Section } from '../../components/section.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { changesOf } from './describe-dry-run.ts';
import { RestoreItemRow } from './restore-item-row.tsx';
import styles from './restore-plan.module.css';
import { RestoreTotals } from './restore-totals.tsx';
import { useRestoreItems } from './use-restore-items.ts';

const rowHeight = 32;
const rowsInSight = 12;

interface RestorePlanProps {
  readonly preview: RestorePreview;
  readonly snapshot: Snapshot | null;
  readonly inPlace: boolean;
}

/** Every entry that would be created, overwritten, given attributes or deleted, by kind and by name. */
export function RestorePlan({ preview, snapshot, inPlace }: RestorePlanProps): ReactElement {
  const [shown, setShown] = useState<RestoreAction | undefined>();
  const [typed, setTyped] = useState('');
  const [match] = useDebouncedValue(typed.trim(), 200);
  const { items, error, refetch, fetchNextPage, hasNextPage } = useRestoreItems(preview, { action: shown, match });
  const rows = Math.min(Math.max(changesOf(preview), 1), rowsInSight);
  return (
    <Section title={t('dry-run.title')} hint={snapshot !== null && inPlace ? t('dry-run.open.hint') : undefined}>
      <RestoreTotals preview={preview} shown={shown} onShow={setShown} />
      <SearchBox className={styles.find} label={t('dry-run.find')} value={typed} onChange={setTyped} />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      <div className={styles.items} style={{ height: rows * rowHeight }}>
        {items === undefined ? (
          error === null && <WaitingRows count={rows} height={rowHeight} />
        ) : items.length === 0 ? (
          <p className={styles.none}>{t(preview.complete ? 'dry-run.none' : 'dry-run.none-yet')}</p>
        ) : (
          <VirtualRows
            items={items}
            keyOf={({ path }) => path}
            height={rowHeight}
            label={t('dry-run.items')}
            onEnd={() => hasNextPage && void fetchNextPage()}
            row={(item) => <RestoreItemRow item={item} snapshot={snapshot} inPlace={inPlace} />}
          />
        )}
      </div>
    </Section>
  );
}
