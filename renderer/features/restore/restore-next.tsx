import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RestoreStatus } from '#shared/domain/restore-status.ts';
import type { Run } from '#shared/domain/run.ts';
import { api } from '../../api/queries.ts';
import { formatExact } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import styles from './restore-next.module.css';
import { useFinishRestore } from './use-finish-restore.ts';
import { useRestoreStatus } from './use-restore-status.ts';

/** What can be done with a restore that has ended: undo it, finish it, look into its safety copy. */
export function RestoreNext({ run }: { readonly run: Run }): ReactElement | null {
  const status = useRestoreStatus(run);
  const finish = useFinishRestore();
  if (status === undefined || nothingToDo(run, status)) return null;
  const { undo } = status;
  const undoes = run.result?.kind === 'restore' && run.result.undoOf !== null;
  return (
    <Section title={t('restore.next')} hint={<Hint status={status} />}>
      <div className={styles.actions}>
        {status.finish.possible && (
          <Button loading={finish.isPending} onClick={() => finish.mutate({ restore: run.id })}>
            {t('restore.next.finish')}
          </Button>
        )}
        {undo.possible && (
          <LinkButton to="/restore/undo/$runId" params={{ runId: run.id }} variant="default">
            {t(undoes ? 'restore.next.undo-again' : 'restore.next.undo')}
          </LinkButton>
        )}
        {undo.safetySnapshotId !== null && undo.possible && (
          <LinkButton
            to="/time"
            search={{ plan: run.planId ?? undefined, snapshot: undo.safetySnapshotId }}
            variant="default"
          >
            {t('restore.next.safety')}
          </LinkButton>
        )}
      </div>
      {finish.error !== null && <Problem error={finish.error} />}
    </Section>
  );
}

/** It changed nothing, be it that all was right or that it stopped before: there is nothing to say either. */
function nothingToDo({ result }: Run, { state, undo, finish }: RestoreStatus): boolean {
  if (undo.possible || finish.possible || undo.undoneBy !== null) return false;
  if (result?.kind !== 'restore') return state !== 'running';
  const { created, beside, overwritten, deleted } = result;
  return created + beside + overwritten + deleted === 0;
}

function Hint({ status: { state, undo, finish } }: { readonly status: RestoreStatus }): ReactElement {
  const { data: safety } = useQuery({
    ...api.snapshots.get.queryOptions({ input: { snapshot: undo.safetySnapshotId ?? '' } }),
    enabled: undo.safetySnapshotId !== null && undo.possible,
  });
  if (undo.undoneBy !== null) {
    return (
      <>
        {t('restore.next.undone')}{' '}
        <Link to="/activity/$runId" params={{ runId: undo.undoneBy }}>
          {t('restore.next.undone-by')}
        </Link>
      </>
    );
  }
  const broken = finish.possible ? t('restore.next.partial') : state === 'partial' ? t('restore.next.left-out') : '';
  return <>{`${broken} ${keptWords(undo, safety?.keptUntil ?? null)}`.trim()}</>;
}

function keptWords({ possible, reason, safetySnapshotId }: RestoreStatus['undo'], until: string | null): string {
  if (!possible) return reason === null ? '' : t('restore.next.no-undo', { reason });
  if (safetySnapshotId === null) return t('restore.next.created');
  return until === null ? t('restore.next.pinned') : t('restore.next.kept', { day: formatExact(until) });
}
