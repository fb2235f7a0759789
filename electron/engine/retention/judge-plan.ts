import type { KeepPolicy, RetainedSnapshot, RetentionPreview } from '#shared/domain/retention.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { applyPolicy } from './apply-policy.ts';
import type { Freeze, Verdict } from './judged-snapshot.ts';
import type { NamedSnapshot, RetentionState } from './retention-store.ts';

/** A clock may be off by so much. */
const toleratedMs = 60 * 60 * 1000;

/** All that a dry run tells but what is odd about the policy. */
export type JudgedPlan = Omit<RetentionPreview, 'concerns'> & { readonly repositoryId: string };

/** What the plan's policy, or another one, makes of the snapshots in one of its repositories (`now` in ms since 1970). */
export async function judgePlan(
  { read }: CatalogueClient,
  row: PlanRow,
  { now, keep = row.plan.keep, timeZone = row.plan.timeZone }: JudgeOptions,
): Promise<JudgedPlan> {
  const state = await read.retention.state(row);
  const { snapshots } = state;
  const frozen = freezeOf(state, { now, trusted: await read.schedule.clockTrusted() });
  const verdicts = applyPolicy({ policy: keep, snapshots, now, timeZone, facts: { frozen } });
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  return {
    ...{ planId: row.plan.id, planName: row.plan.name, repositoryId: row.plan.repositoryId, keep, timeZone, frozen },
    snapshots: snapshots.flatMap((snapshot) => {
      const verdict = byId.get(snapshot.id);
      return verdict ? [{ ...tell(snapshot, verdict), repositoryPath: row.repositoryPath }] : [];
    }),
  };
}

interface JudgeOptions {
  readonly now: number;
  readonly keep?: KeepPolicy | null | undefined;
  readonly timeZone?: string | undefined;
}

/** The clock was set; or a snapshot is from the future, so it is wrong or was when that was made. */
function freezeOf(
  { snapshots, failing }: RetentionState,
  { now, trusted }: { readonly now: number; readonly trusted: boolean },
): Freeze | null {
  if (!trusted || snapshots.some(({ completedAt }) => completedAt > now + toleratedMs)) return 'clock';
  return failing ? 'failing' : null;
}

function tell(
  snapshot: NamedSnapshot,
  { keep, reasons, expiresAt }: Verdict,
): Omit<RetainedSnapshot, 'repositoryPath'> {
  const { id, name, completedAt, confirmedAt } = snapshot;
  return {
    ...{ snapshotId: id, name, completedAt: instant(completedAt), confirmedAt: instant(confirmedAt) },
    ...{ keep, reasons: [...reasons], expiresAt: expiresAt === null ? null : instant(expiresAt) },
  };
}

const instant = (at: number): string => new Date(at).toISOString();
