import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactElement, useMemo, useRef } from 'react';
import type { Hunk } from '#shared/domain/finding.ts';
import { t } from '../../app/messages/t.ts';
import styles from './compare-texts.module.css';
import { DifferenceLine } from './difference-line.tsx';
import { splitRows, unifiedRows } from './difference-rows.ts';

interface CompareTextsProps {
  readonly hunks: readonly Hunk[];
  /** Both sides beside each other, or the old lines above the new ones. */
  readonly view: 'unified' | 'split';
}

/** Of a line that is not wrapped, in px. */
const lineHeight = 20;

/** The lines that differ, with those around them; long ones are wrapped, and only those in sight are drawn. */
export function CompareTexts({ hunks, view }: CompareTextsProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => (view === 'split' ? splitRows(hunks) : unifiedRows(hunks)), [hunks, view]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 30,
  });
  const style: CSSProperties & { readonly '--digits': number } = {
    height: virtual.getTotalSize(),
    '--digits': digitsOf(hunks),
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('texts.label')}>
      <div className={styles.rows} style={style}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div
              key={index}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.row}
              style={{ top: start }}
            >
              <DifferenceLine row={row} view={view} />
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** Room for the largest number of a line. */
function digitsOf(hunks: readonly Hunk[]): number {
  const last = hunks.at(-1);
  if (last === undefined) return 1;
  return String(Math.max(last.oldStart + last.oldLines, last.newStart + last.newLines)).length;
}
