import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { askPermission, useBrowserPermission } from './browser-permission.ts';
import styles from './notifications.module.css';

/** Whether messages can be seen here, and how they come to be. */
export function DesktopPermission(): ReactElement {
  const permission = useBrowserPermission();
  const { data: status } = useQuery(api.system.status.queryOptions());
  if (status === undefined) return <p>{t('waiting')}</p>;
  // The application shows them itself.
  if (status.owner === 'window') return <p>{t('channel.desktop.window')}</p>;
  switch (permission) {
    case 'granted':
      return <p>{t('channel.desktop.granted')}</p>;
    case 'denied':
      return <Note tone="warn">{t('channel.desktop.denied')}</Note>;
    case 'default':
      return (
        <Note tone="info">
          <div className={styles.ask}>
            {t('channel.desktop.ask')}
            <Button variant="default" onClick={() => void askPermission()}>
              {t('channel.desktop.allow')}
            </Button>
          </div>
        </Note>
      );
  }
}
