import type { ReactElement } from 'react';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import styles from './short-list.module.css';

interface ShortListProps {
  /** The first few. */
  readonly items: readonly string[];
  readonly total: number;
}

const shownAtMost = 8;

/** A few of many, and how many more there are. */
export function ShortList({ items, total }: ShortListProps): ReactElement {
  const shown = items.slice(0, shownAtMost);
  const more = Math.max(total, items.length) - shown.length;
  return (
    <ul className={styles.list}>
      {shown.map((item) => (
        <li key={item}>{showPath(item)}</li>
      ))}
      {more > 0 && <li>{t('restore.list.more', { count: more })}</li>}
    </ul>
  );
}
