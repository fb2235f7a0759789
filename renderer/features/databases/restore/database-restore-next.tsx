import type { ReactElement } from 'react';
import type { Run } from '#shared/domain/run.ts';
import { t } from '../../../app/messages/t.ts';
import { LinkButton } from '../../../components/link-button.tsx';
import { Section } from '../../../components/section.tsx';

/** How the restore of a database can be taken back, once it has ended; nothing for any other run. */
export function DatabaseRestoreNext({ run }: { readonly run: Run }): ReactElement | null {
  if (run.result?.kind !== 'restore-database') return null;
  const { mode, safetySnapshotId, undoOf } = run.result;
  if (safetySnapshotId === null && mode !== 'create') return null;
  return (
    <Section
      title={t('restore.next')}
      hint={t(safetySnapshotId === null ? 'database-next.created' : 'database-next.kept')}
    >
      <LinkButton to="/databases/undo/$runId" params={{ runId: run.id }} variant="default">
        {t(undoOf === null ? 'restore.next.undo' : 'restore.next.undo-again')}
      </LinkButton>
    </Section>
  );
}
