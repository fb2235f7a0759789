import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './note.module.css';

interface NoteProps {
  readonly tone: 'warn' | 'info';
  readonly children: ReactNode;
}

/** A sentence that has to be read before going on. */
export const Note = ({ tone, children }: NoteProps): ReactElement => (
  <div className={`${styles.note} ${styles[tone]}`}>
    {tone === 'warn' ? <IconAlertTriangle size={16} aria-hidden /> : <IconInfoCircle size={16} aria-hidden />}
    <div className={styles.words}>{children}</div>
  </div>
);
