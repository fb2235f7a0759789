import { Fragment, type ReactElement, type ReactNode } from 'react';
import styles from './facts.module.css';

interface FactsProps {
  /** Names and what they are, in the order in which they are read; what is undefined is left out. */
  readonly facts: readonly (readonly [name: string, value: ReactNode] | undefined)[];
}

/** Names and values below each other. */
export const Facts = ({ facts }: FactsProps): ReactElement => (
  <dl className={styles.facts}>
    {facts.map(
      (fact) =>
        fact !== undefined && (
          <Fragment key={fact[0]}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </Fragment>
        ),
    )}
  </dl>
);
