import { ownKeepWords } from '#shared/describe-schedule.ts';
import { formatKeep } from '#shared/format-keep.ts';
import type { StartRun } from '../runs/run-service.ts';
import type { JudgedPlan } from './judge-plan.ts';

/** A run that deletes what the policy lets go of; null where nothing is to go. */
export function startPrune(judged: JudgedPlan): StartRun | null {
  const { planId, planName, repositoryId, keep, timeZone, schedules, snapshots } = judged;
  const gone = snapshots.filter((snapshot) => !snapshot.keep);
  const [only, second] = gone;
  if (!only) return null;
  return {
    job: { kind: 'delete', planId, repositoryId, snapshotIds: gone.map(({ snapshotId }) => snapshotId) },
    ...{ planId, planName },
    snapshotId: second ? null : only.snapshotId,
    subject: second ? `${gone.length} snapshots that are no longer kept` : `${only.name}, which is no longer kept`,
    audited: {
      action: 'prune',
      planned: {
        ...{ keep: formatKeep(keep), timeZone, kept: snapshots.length - gone.length },
        ...(schedules.length > 0 && {
          schedules: schedules.map((own) => `${own.words}: ${ownKeepWords(own.keep, 'en')}`),
        }),
      },
    },
  };
}
