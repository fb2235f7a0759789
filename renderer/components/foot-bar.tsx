import type { ReactElement, ReactNode } from 'react';
import styles from './foot-bar.module.css';

/** Always in sight: the way on does not lie below the last choice. */
export const FootBar = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <div className={styles.foot}>{children}</div>
);
