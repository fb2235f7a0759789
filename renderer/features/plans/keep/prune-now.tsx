import { Button } from '@mantine/core';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import type { RetentionPreview } from '#shared/domain/retention.ts';
import { api } from '../../../api/queries.ts';
import { t } from '../../../app/messages/t.ts';
import { Problem } from '../../../components/problem.tsx';
import { RunOutcome } from '../../runs/run-outcome.tsx';
import styles from './keep-preview.module.css';

interface PruneNowProps {
  /** What the choice that stands in the form would let go of. */
  readonly shown: RetentionPreview;
  /** Which ones go is to be seen before it is said that they may. */
  readonly onAsk: () => void;
}

/** Deletes now what would go after the next backup, once it was shown which; only by the policy that the plan has. */
export function PruneNow({ shown, onAsk }: PruneNowProps): ReactElement | null {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(false);
  const { data: status } = useQuery(api.plans.get.queryOptions({ input: { plan: shown.planId } }));
  const prune = useMutation(
    api.retention.prune.mutationOptions({
      // What is left is read again when the run tells of it; at once where nothing was left to go.
      onSuccess: () => {
        setAsked(false);
        void queryClient.invalidateQueries({ queryKey: api.retention.key() });
      },
    }),
  );
  const count = shown.snapshots.filter(({ keep }) => !keep).length;
  const saved = status !== undefined && isPolicyOf(status.plan, shown);
  // Of drives that take turns each that is there has a run of its own.
  const runIds = prune.data?.runIds ?? [];
  const ended = useQueries({
    queries: runIds.map((run) => api.runs.get.queryOptions({ input: { run } })),
    combine: (runs) => runs.every(({ data }) => typeof data?.outcome === 'string'),
  });
  const offered = count > 0 && ended;
  if (count === 0 && runIds.length === 0) return null;
  return (
    <div className={styles.prune}>
      {offered && !saved && <p className={styles.until}>{t('keep.prune.unsaved')}</p>}
      {offered && saved && !asked && (
        <Button
          variant="default"
          onClick={() => {
            setAsked(true);
            onAsk();
          }}
        >
          {t('keep.prune')}
        </Button>
      )}
      {offered && saved && asked && (
        <>
          <Button
            variant="default"
            c="var(--hf-bad)"
            loading={prune.isPending}
            onClick={() => prune.mutate({ plan: shown.planId })}
          >
            {t('keep.prune.go', { count })}
          </Button>
          <Button variant="default" onClick={() => setAsked(false)}>
            {t('keep.prune.keep')}
          </Button>
        </>
      )}
      {prune.error !== null && <Problem error={prune.error} />}
      {runIds.map((runId) => (
        <RunOutcome key={runId} runId={runId} />
      ))}
    </div>
  );
}

/** Whether the plan has it already: then what is shown is what would be deleted. */
function isPolicyOf({ keep, timeZone, schedules }: Plan, shown: RetentionPreview): boolean {
  const own = schedules.flatMap(({ id, keep: one }) => (one === null ? [] : [[id, one]]));
  const ownShown = shown.schedules.map(({ scheduleId, keep: one }) => [scheduleId, one]);
  return JSON.stringify([keep, timeZone, own]) === JSON.stringify([shown.keep, shown.timeZone, ownShown]);
}
