import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { saidSubject } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { RestoreOutcome } from './restore-outcome.tsx';
import { titleOfRestore } from './title-of-restore.ts';

interface UndoRunProps {
  readonly runId: string;
  /** What the restore was that is undone. */
  readonly subject: string | undefined;
}

/** An undoing while it goes on, and what came of it. */
export function UndoRun({ runId, subject }: UndoRunProps): ReactElement {
  const { data: run } = useQuery(api.runs.get.queryOptions({ input: { run: runId } }));
  return (
    <>
      <Answer
        title={titleOfRestore(run, true)}
        detail={
          <>
            {subject !== undefined && <p>{saidSubject(subject)}</p>}
            {run?.outcome === null && <p>{t('restore.running.hint')}</p>}
          </>
        }
      />
      <RestoreOutcome runId={runId} run={run} />
    </>
  );
}
