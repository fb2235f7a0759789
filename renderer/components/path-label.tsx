import type { ReactElement } from 'react';
import { showPath } from '../app/format/show-path.ts';
import { splitMiddle } from '../app/format/split-middle.ts';
import styles from './path-label.module.css';

interface PathLabelProps {
  /** A path or name in path text. */
  readonly path: string;
  readonly quiet?: boolean;
}

/**
 * A path or name on one line: too long ones lose their middle, the full one is in the tooltip. What is read aloud,
 * selected and copied is the whole, which lies unseen over the two halves that are shown.
 */
export function PathLabel({ path, quiet = false }: PathLabelProps): ReactElement {
  const shown = showPath(path);
  const [head, tail] = splitMiddle(shown, 16);
  return (
    <bdi className={quiet ? `${styles.path} ${styles.quiet}` : styles.path} title={shown}>
      {tail === '' ? (
        <span className={styles.head}>{head}</span>
      ) : (
        <>
          <span className={styles.head} data-half={head} aria-hidden />
          <span className={styles.tail} data-half={tail} aria-hidden />
          <span className={styles.whole}>{shown}</span>
        </>
      )}
    </bdi>
  );
}
