import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DatabaseSession } from '#shared/domain/database-restore.ts';
import { t } from '../../../app/messages/t.ts';

interface EndSessionsProps {
  readonly sessions: readonly DatabaseSession[];
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Whether those who use the database are to be thrown out, and who that is; nothing where nobody uses it. */
export const EndSessions = ({ sessions, checked, onChange }: EndSessionsProps): ReactElement | null =>
  sessions.length === 0 ? null : (
    <Checkbox
      label={t('database-restore.end-sessions', { count: sessions.length })}
      description={sessions.map(wordsOf).join('; ')}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );

/** ada, psql, idle in transaction */
const wordsOf = ({ user, application, client, state }: DatabaseSession): string =>
  [user, application, client, state].filter((word) => word !== '').join(', ');
