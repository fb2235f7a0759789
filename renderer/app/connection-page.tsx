import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { reconnect } from '../api/client.ts';
import styles from './connection-page.module.css';
import { t } from './messages/t.ts';

interface ConnectionPageProps {
  readonly state: 'connecting' | 'lost' | 'unauthorized' | 'mismatch';
}

/** What stands in the window while there is no engine to talk to: what happened, and the next step. */
export function ConnectionPage({ state }: ConnectionPageProps): ReactElement {
  return (
    <main className={styles.page}>
      <div className={styles.words} role={state === 'connecting' ? 'status' : 'alert'}>
        <h1>{t(`connection.${state}`)}</h1>
        <p>{t(`connection.${state}.next`)}</p>
        {state === 'unauthorized' && <code className={styles.command}>holdfast serve</code>}
        {state === 'lost' && <Button onClick={reconnect}>{t('connection.retry')}</Button>}
        {state === 'mismatch' && <Button onClick={() => window.location.reload()}>{t('connection.reload')}</Button>}
      </div>
    </main>
  );
}
