import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RestoreStatus } from '#shared/domain/restore-status.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { formatMoment } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { said } from '../../app/messages/said.ts';
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
  const show = useMutation(api.restores.openFolder.mutationOptions());
  // Its place is kept, so that what follows does not move.
  if (status === undefined) return mayBeUndone(run) ? <div className={styles.waiting} /> : null;
  if (nothingToDo(run, status)) return null;
  const { undo } = status;
  const undoes = run.result?.kind === 'restore' && run.result.undoOf !== null;
  return (
    <Section
      title={t('restore.next')}
      hint={
        <span className={styles.hint}>
          <Hint status={status} />
        </span>
      }
    >
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
        {run.result !== null && (
          <Button variant="default" loading={show.isPending} onClick={() => show.mutate({ restore: run.id })}>
            {t('restore.open-folder')}
          </Button>
        )}
      </div>
      {show.error !== null && <Problem error={show.error} />}
      {finish.error !== null && <Problem error={finish.error} />}
    </Section>
  );
}

const mayBeUndone = ({ kind, outcome, error }: Run): boolean =>
  kind === 'restore' && outcome !== null && (error === null || outcome === 'interrupted');

/** It changed nothing, be it that all was right or that it stopped before: there is nothing to say either. */
function nothingToDo({ result }: Run, { state, undo, finish }: RestoreStatus): boolean {
  if (undo.possible || finish.possible || undo.undoneBy !== null) return false;
  if (result?.kind !== 'restore') return state !== 'running';
  const { created, beside, overwritten, deleted } = result;
  return created + beside + overwritten + deleted === 0;
}

function Hint({ status: { state, undo, finish } }: { readonly status: RestoreStatus }): ReactElement {
  const now = useNow();
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
  return <>{`${broken} ${keptWords(undo, safety, now)}`.trim()}</>;
}

function keptWords(undo: RestoreStatus['undo'], safety: Snapshot | undefined, now: number): string {
  const { possible, reason, safetySnapshotId } = undo;
  if (!possible) return reason === null ? '' : t('restore.next.no-undo', { reason: said(reason) });
  if (safetySnapshotId === null) return t('restore.next.created');
  if (safety === undefined) return '';
  if (safety.pinned || safety.keptUntil === null) return t('restore.next.pinned');
  return t('restore.next.kept', { day: formatMoment(safety.keptUntil, now) });
}
