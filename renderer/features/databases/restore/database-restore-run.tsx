import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { api } from '../../../api/queries.ts';
import { saidSubject } from '../../../app/messages/said.ts';
import { t } from '../../../app/messages/t.ts';
import { Answer } from '../../../components/answer.tsx';
import { LinkButton } from '../../../components/link-button.tsx';
import { RunWarnings } from '../../activity/run-warnings.tsx';
import { titleOfRestore } from '../../restore/title-of-restore.ts';
import { RunOutcome } from '../../runs/run-outcome.tsx';
import { DatabaseRestoreNext } from './database-restore-next.tsx';

interface DatabaseRestoreRunProps {
  readonly runId: string;
  readonly dump: Dump;
}

/** The restore of a database while it goes on, and what came of it. */
export function DatabaseRestoreRun({ runId, dump }: DatabaseRestoreRunProps): ReactElement {
  const { snapshotId: snapshot, sourceId: source, database } = dump;
  const { data: run } = useQuery(api.runs.get.queryOptions({ input: { run: runId } }));
  return (
    <>
      <Answer
        title={titleOfRestore(run)}
        detail={
          <>
            {run !== undefined && <p>{saidSubject(run.subject)}</p>}
            {run?.outcome === null && <p>{t('restore.running.hint')}</p>}
          </>
        }
        actions={
          run !== undefined &&
          run.outcome !== null && (
            <LinkButton to="/databases/dump" search={{ snapshot, source, database }} variant="default">
              {t('database-restore.back')}
            </LinkButton>
          )
        }
      />
      <RunOutcome runId={runId} />
      {run !== undefined && <DatabaseRestoreNext run={run} />}
      {run !== undefined && run.warnings.length > 0 && <RunWarnings run={run} />}
    </>
  );
}
