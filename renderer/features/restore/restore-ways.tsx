import { Radio } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { placeOf } from './restore-place.ts';
import { type RestoreWay, restoreWays, searchOfWay, wayOf } from './restore-way.ts';
import styles from './restore-where.module.css';

interface RestoreWaysProps {
  readonly search: RestoreSearch;
  readonly snapshot: Snapshot;
  readonly onChange: (change: Partial<RestoreSearch>) => void;
}

/** What becomes of what is in the way. */
export function RestoreWays({ search, snapshot, onChange }: RestoreWaysProps): ReactElement {
  if (placeOf(search) === 'beside') return <p className={styles.quiet}>{t('restore.way.beside')}</p>;
  return (
    <Radio.Group
      aria-label={t('restore.way')}
      value={wayOf(search)}
      onChange={(value) => {
        const way = restoreWays.find((one) => one === value);
        if (way !== undefined) onChange(searchOfWay(way));
      }}
    >
      <div className={styles.choices}>
        {restoreWays.map((way) => (
          <Radio
            key={way}
            value={way}
            disabled={way === 'exact' && snapshot.kind === 'safety'}
            label={t(`restore.way.${way}`)}
            description={t(hintOf(way, snapshot))}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

/** A safety copy holds only what a restore was about to change. */
const hintOf = (way: RestoreWay, { kind }: Snapshot) =>
  way === 'exact' && kind === 'safety' ? 'restore.way.exact.safety' : (`restore.way.${way}.hint` as const);
