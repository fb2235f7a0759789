import type { ReactElement, ReactNode } from 'react';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './activity-page.module.css';

interface EndlessListProps<Item> {
  /** As far as they have been read; undefined before. */
  readonly items: readonly Item[] | undefined;
  /** They could not be read. */
  readonly failed: boolean;
  readonly keyOf: (item: Item) => string;
  readonly label: string;
  /** What is said where there are none; left out where the page says it. */
  readonly none?: string;
  readonly onEnd: () => void;
  readonly row: (item: Item) => ReactNode;
}

/** All that happened, newest first: read on as one scrolls. */
export function EndlessList<Item>(props: EndlessListProps<Item>): ReactElement {
  const { items, failed, keyOf, label, none, onEnd, row } = props;
  return (
    <div className={styles.list}>
      {items === undefined && !failed && <WaitingRows count={8} height={56} />}
      {items?.length === 0 && none !== undefined && <p className={styles.none}>{none}</p>}
      {items !== undefined && items.length > 0 && (
        <VirtualRows items={items} keyOf={keyOf} height={56} label={label} onEnd={onEnd} row={row} />
      )}
    </div>
  );
}
