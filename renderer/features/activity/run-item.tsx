import type { ReactElement, ReactNode } from 'react';
import type { Mark } from '../../components/mark.ts';
import { StateMark } from '../../components/state-mark.tsx';
import styles from './run-item.module.css';

interface RunItemProps {
  readonly mark: Mark;
  readonly name: ReactNode;
  readonly words: string;
  readonly details?: readonly string[];
}

export const runItemName = styles.name;

/** One of several things that a run did: what came of it, what it is, and in words what there is to say. */
export const RunItem = ({ mark, name, words, details = [] }: RunItemProps): ReactElement => (
  <li className={styles.item}>
    <StateMark {...mark} />
    {name}
    <div className={styles.words}>
      <p>{words}</p>
      {details.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  </li>
);
