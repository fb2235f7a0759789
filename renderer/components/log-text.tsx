import type { ReactElement } from 'react';
import styles from './log-text.module.css';

interface LogTextProps {
  /** What it is, where no heading says so. */
  readonly label?: string;
  /** Its height stays, however much there is. */
  readonly steady?: boolean;
  readonly children: string;
}

/** Lines that a program wrote, to be read and copied; many of them scroll. */
export const LogText = ({ label, steady = false, children }: LogTextProps): ReactElement => (
  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: with a label it is a region
  <pre
    className={styles.log}
    data-steady={steady || undefined}
    role={label && 'region'}
    aria-label={label}
    tabIndex={0}
  >
    {children}
  </pre>
);
