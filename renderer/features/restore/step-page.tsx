import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import styles from './step-page.module.css';

/** One step of the way: it begins at its top, and whoever uses the keyboard or listens is there too. */
export function StepPage({ children }: { readonly children: ReactNode }): ReactElement {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    page.current?.focus({ preventScroll: true });
    page.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <div ref={page} tabIndex={-1} className={styles.step}>
      {children}
    </div>
  );
}
