import { Button, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatSecond } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import styles from './compare-bar.module.css';

interface CompareBarProps {
  readonly snapshots: readonly Snapshot[];
  readonly snapshot: Snapshot;
  readonly since: Snapshot;
  readonly onChange: (since: string) => void;
  readonly onEnd: () => void;
}

/** Chooses what the moment on the ruler is compared with. */
export function CompareBar({ snapshots, snapshot, since, onChange, onEnd }: CompareBarProps): ReactElement {
  const others = snapshots.filter(({ id }) => id !== snapshot.id);
  return (
    <div className={styles.bar}>
      <span>{t('compare.with')}</span>
      <Select
        aria-label={t('compare.with')}
        w={224}
        data={others.map(({ id, completedAt }) => ({ value: id, label: formatSecond(completedAt) }))}
        value={since.id}
        searchable={others.length > 8}
        allowDeselect={false}
        onChange={(id) => id !== null && onChange(id)}
      />
      <Button variant="default" onClick={onEnd}>
        {t('compare.end')}
      </Button>
    </div>
  );
}
