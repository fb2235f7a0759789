import { type ReactElement, type ReactNode, useState } from 'react';
import styles from './folded.module.css';

interface FoldedProps {
  readonly title: string;
  /** Open from the start: something in it was chosen. Later changes don't fold it. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** What few need, folded away below a line that says what it is. */
export function Folded({ title, open = false, children }: FoldedProps): ReactElement {
  const [opened] = useState(open);
  return (
    <details className={styles.folded} open={opened || undefined}>
      <summary>{title}</summary>
      <div className={styles.part}>{children}</div>
    </details>
  );
}
