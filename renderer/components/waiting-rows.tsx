import type { ReactElement } from 'react';
import { t } from '../app/messages/t.ts';
import styles from './waiting-rows.module.css';

/** Stands where rows will be, in their size, so that nothing moves when they come. */
export const WaitingRows = ({ count, height }: { readonly count: number; readonly height: number }): ReactElement => (
  <div role="status" aria-label={t('waiting')}>
    {Array.from({ length: count }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
      <div key={index} className={styles.row} style={{ height }}>
        <span className={styles.bar} style={{ width: `${60 - (index % 3) * 12}%` }} />
      </div>
    ))}
  </div>
);
