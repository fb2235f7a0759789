import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import styles from './virtual-rows.module.css';

interface VirtualRowsProps<Item> {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly row: (item: Item) => ReactNode;
  /** In px. */
  readonly height: number;
  readonly label: string;
  /** Called when the end comes into sight. */
  readonly onEnd?: () => void;
  /** How often was read on, where that may bring nothing although more follows. */
  readonly reads?: number;
}

/** So many rows before the end it counts as in sight, so that what follows is there in time. */
const readAhead = 60;

/** A list of rows of one height, of which only those in sight are drawn. Fills its parent's height. */
export function VirtualRows<Item>(props: VirtualRowsProps<Item>): ReactElement {
  const { items, keyOf, row, height, label, onEnd, reads } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? -1;
  const atEnd = last >= items.length - 1 - readAhead;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever a page has come and the end is still in sight
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, items.length, reads]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={label}>
      <ul className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {visible.map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <li
              key={keyOf(item)}
              className={styles.row}
              style={{ top: start, height }}
              aria-setsize={items.length}
              aria-posinset={index + 1}
            >
              {row(item)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
