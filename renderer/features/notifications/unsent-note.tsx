import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Note } from '../../components/note.tsx';
import styles from './notifications.module.css';

/** Whoever counts on messages learns here that some did not arrive. */
export function UnsentNote(): ReactElement | null {
  const { data } = useQuery(api.notifications.get.queryOptions());
  if (data === undefined || data.failed === 0) return null;
  return (
    <Note tone="warn">
      <div className={styles.ask}>
        {t('notifications.failed', { count: data.failed })}
        <LinkButton to="/settings/notifications" variant="default">
          {t('notifications.why')}
        </LinkButton>
      </div>
    </Note>
  );
}
