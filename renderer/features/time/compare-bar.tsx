import { Button, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatSecond, formatSpan } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import styles from './compare-bar.module.css';
import { inOrder } from './in-order.ts';

interface CompareBarProps {
  /** The backups of the plan. */
  readonly snapshots: readonly Snapshot[];
  readonly snapshot: Snapshot;
  /** What the moment on the ruler is compared with; older or newer than it. */
  readonly other: Snapshot;
  readonly onChange: (other: string) => void;
  readonly onEnd: () => void;
}

/** Says which two moments are compared, always from the older to the newer, and chooses the other one. */
export function CompareBar({ snapshots, snapshot, other, onChange, onEnd }: CompareBarProps): ReactElement {
  const [older, newer] = inOrder(snapshot, other);
  const others = snapshots.filter(({ id }) => id !== snapshot.id);
  return (
    <div className={styles.bar}>
      <span>{t('compare.with')}</span>
      <Select
        aria-label={t('compare.with')}
        w={224}
        data={others.map((one) => ({ value: one.id, label: nameOf(one) }))}
        value={other.id}
        searchable={others.length > 8}
        allowDeselect={false}
        onChange={(id) => id !== null && onChange(id)}
      />
      <Button variant="default" onClick={onEnd}>
        {t('compare.end')}
      </Button>
      <span>{t('compare.between', formatSpan(older.completedAt, newer.completedAt))}</span>
    </div>
  );
}

function nameOf({ completedAt, damaged }: Snapshot): string {
  const time = formatSecond(completedAt);
  return damaged === 0 ? time : t('compare.damaged', { time });
}
