import { Radio } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { placeOf } from './restore-place.ts';
import { restoreWays, searchOfWay, wayOf } from './restore-way.ts';
import styles from './restore-where.module.css';

interface RestoreWaysProps {
  readonly search: RestoreSearch;
  readonly onChange: (change: Partial<RestoreSearch>) => void;
}

/** What becomes of what is in the way. */
export function RestoreWays({ search, onChange }: RestoreWaysProps): ReactElement {
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
          <Radio key={way} value={way} label={t(`restore.way.${way}`)} description={t(`restore.way.${way}.hint`)} />
        ))}
      </div>
    </Radio.Group>
  );
}
