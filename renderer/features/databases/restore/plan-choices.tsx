import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DatabaseRestorePreview, DatabaseRestoreRequest } from '#shared/domain/database-restore.ts';
import { t } from '../../../app/messages/t.ts';
import type { DatabaseRestoreSearch } from '../../../app/search-params.ts';
import { EndSessions } from './end-sessions.tsx';

interface PlanChoicesProps {
  readonly preview: DatabaseRestorePreview;
  readonly request: DatabaseRestoreRequest;
  readonly onChange: (change: Partial<DatabaseRestoreSearch>) => void;
}

/** What can only be decided once it is known what is there: its sessions, roles it lacks, and what is kept of it. */
export function PlanChoices({ preview, request, onChange }: PlanChoicesProps): ReactElement {
  const { mode, sessions, globals } = preview;
  const missing = [...(globals?.roles ?? []), ...(globals?.tablespaces ?? [])].filter(({ there }) => !there);
  return (
    <>
      <EndSessions
        sessions={sessions}
        checked={request.endSessions}
        onChange={(checked) => onChange({ endSessions: checked || undefined })}
      />
      {missing.length > 0 && (
        <Checkbox
          label={t('database-restore.globals', { count: missing.length })}
          description={missing.map(({ name }) => name).join(', ')}
          checked={request.globals}
          onChange={(event) => onChange({ globals: event.currentTarget.checked || undefined })}
        />
      )}
      {mode !== 'create' && (
        <Checkbox
          label={t('database-restore.safety')}
          description={t('database-restore.safety.hint')}
          checked={request.safety}
          onChange={(event) => onChange({ safety: event.currentTarget.checked ? undefined : false })}
        />
      )}
    </>
  );
}
