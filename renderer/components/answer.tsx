import type { ReactElement, ReactNode } from 'react';
import { t } from '../app/messages/t.ts';
import { useArrivedAt } from '../app/shell/arrival.ts';
import styles from './answer.module.css';

interface AnswerProps {
  /** The page's question answered in one sentence; undefined while it is being read. */
  readonly title: string | undefined;
  /** The numbers behind it. */
  readonly detail?: ReactNode;
  /** One line for each, whatever they say: what lies below stays where it is. */
  readonly steady?: boolean;
  /** The one primary action of the page, and quiet ones. */
  readonly actions?: ReactNode;
}

/** The head of each page. Its height does not depend on whether the data is there yet. */
export function Answer({ title, detail, actions, steady = false }: AnswerProps): ReactElement {
  const heading = useArrivedAt();
  return (
    <header className={styles.answer} data-steady={steady || undefined}>
      <div className={styles.words}>
        <h1 ref={heading} tabIndex={-1} aria-busy={title === undefined} title={steady ? title : undefined}>
          {title ?? <span className={styles.waiting}>{t('waiting')}</span>}
        </h1>
        <div className={styles.detail}>{detail}</div>
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
