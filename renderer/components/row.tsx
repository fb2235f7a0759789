import type { ReactElement, ReactNode } from 'react';
import type { Mark } from './mark.ts';
import styles from './row.module.css';
import { StateMark } from './state-mark.tsx';

/** What a row of a list is: a link that it fills, or a plain one. */
export const rowClass = styles.row;

interface RowWordsProps {
  readonly mark: Mark;
  readonly name: string;
  /** On hover; the name itself unless one says otherwise. */
  readonly nameTitle?: string;
  readonly detail: string;
  /** What stands at the end: when it was, or how much it is. */
  readonly end: ReactNode;
  readonly endDetail: ReactNode;
}

/** A row of two lines: how it stands, what it is, and when. Its height is the list's, whatever the words. */
export const RowWords = ({ mark, name, nameTitle = name, detail, end, endDetail }: RowWordsProps): ReactElement => (
  <>
    <span className={styles.mark}>
      <StateMark {...mark} />
    </span>
    <span className={styles.words}>
      <span className={styles.name} title={nameTitle}>
        {name}
      </span>
      <span className={styles.detail} title={detail}>
        {detail}
      </span>
    </span>
    <span className={styles.end}>
      {end}
      <span className={styles.quiet}>{endDetail}</span>
    </span>
  </>
);
