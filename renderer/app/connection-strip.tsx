import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { reconnect } from '../api/client.ts';
import styles from './connection-strip.module.css';
import { t } from './messages/t.ts';

/** Lies over the foot of the window while the engine does not answer. */
export const ConnectionStrip = (): ReactElement => (
  <div className={styles.strip} role="alert">
    <IconPlugConnectedX size={16} aria-hidden />
    <span className={styles.words}>{t('connection.strip')}</span>
    <Button variant="default" onClick={reconnect}>
      {t('connection.retry')}
    </Button>
  </div>
);
