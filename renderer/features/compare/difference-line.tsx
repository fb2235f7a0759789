import { VisuallyHidden } from '@mantine/core';
import { memo, type ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';
import styles from './difference-line.module.css';
import type { DifferenceRow, SideLine } from './difference-rows.ts';
import { showLine } from './show-line.ts';

interface DifferenceLineProps {
  readonly row: DifferenceRow;
  readonly view: 'unified' | 'split';
}

/** A row of the difference: its numbers, its sign and its text. A sign and a word tell what the tint tells. */
export const DifferenceLine = memo(function DifferenceLine({ row, view }: DifferenceLineProps): ReactElement {
  if (row.kind === 'gap') return <div className={styles.gap}>{t('texts.rest', { count: row.lines })}</div>;
  if (view === 'unified') return <UnifiedLine row={row} />;
  const changed = row.kind === 'changed';
  return (
    <div className={styles.split}>
      <HalfLine line={row.before} change={changed ? 'removed' : undefined} />
      <HalfLine line={row.after} change={changed ? 'added' : undefined} />
    </div>
  );
});

type Change = 'added' | 'removed';

function UnifiedLine({ row }: { readonly row: Exclude<DifferenceRow, { kind: 'gap' }> }): ReactElement {
  const { before, after } = row;
  const change = row.kind === 'same' ? undefined : before === undefined ? 'added' : 'removed';
  return (
    <div className={styles.unified} data-change={change}>
      <span className={styles.number}>{before?.number}</span>
      <span className={styles.number}>{after?.number}</span>
      <Sign change={change} />
      <LineText line={before ?? after} />
    </div>
  );
}

const HalfLine = ({ line, change }: { readonly line: SideLine | undefined; readonly change: Change | undefined }) =>
  line === undefined ? (
    <div className={styles.nothing} />
  ) : (
    <div className={styles.half} data-change={change}>
      <span className={styles.number}>{line.number}</span>
      <Sign change={change} />
      <LineText line={line} />
    </div>
  );

const Sign = ({ change }: { readonly change: Change | undefined }): ReactElement => (
  <span className={styles.sign}>
    {change !== undefined && (
      <>
        <span aria-hidden>{change === 'added' ? '+' : '−'}</span>
        <VisuallyHidden>{t(`texts.line.${change}`)}</VisuallyHidden>
      </>
    )}
  </span>
);

function LineText({ line }: { readonly line: SideLine | undefined }): ReactElement {
  const { text = '', part = undefined } = line ?? {};
  if (part === undefined || part.start === part.end) return <span className={styles.text}>{showLine(text)}</span>;
  return (
    <span className={styles.text}>
      {showLine(text.slice(0, part.start))}
      <span className={styles.part}>{showLine(text.slice(part.start, part.end))}</span>
      {showLine(text.slice(part.end))}
    </span>
  );
}
