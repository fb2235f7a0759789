import { describeSchedule } from '#shared/describe-schedule.ts';
import type { KeepPolicy, RetainedSnapshot, RetentionPreview } from '#shared/domain/retention.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { applyPolicy } from './apply-policy.ts';
import type { Freeze, Verdict } from './judged-snapshot.ts';
import { ownPolicies } from './own-policies.ts';
import type { NamedSnapshot, RetentionState } from './retention-store.ts';

/** A clock may be off by so much. */
const toleratedMs = 60 * 60 * 1000;

/** All that a dry run tells but what is odd about the policy. */
export type JudgedPlan = Omit<RetentionPreview, 'concerns'> & { readonly repositoryId: string };

/** What the plan's policy, or another one, makes of the snapshots in one of its repositories (`now` in ms since 1970). */
export async function judgePlan(
  { read }: JudgeSource,
  row: PlanRow,
  { now, keep = row.plan.keep, timeZone = row.plan.timeZone, schedules = row.plan.schedules }: JudgeOptions,
): Promise<JudgedPlan> {
  const state = await read.retention.state(row);
  const { snapshots } = state;
  const unusual = (await read.unusual.firstOpen(row.key)) !== undefined;
  const frozen = freezeOf(state, { now, unusual, trusted: await read.schedule.clockTrusted() });
  const verdicts = applyPolicy({
    ...{ policy: keep, own: ownPolicies(schedules), snapshots },
    ...{ now, timeZone, facts: { frozen } },
  });
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  return {
    ...{ planId: row.plan.id, planName: row.plan.name, repositoryId: row.plan.repositoryId, keep, timeZone, frozen },
    schedules: row.plan.schedules.flatMap((known) => {
      const own = schedules.find(({ id }) => id === known.id)?.keep ?? null;
      return own === null
        ? []
        : [{ scheduleId: known.id, words: describeSchedule({ ...known, keep: null }, 'en'), keep: own }];
    }),
    snapshots: snapshots.flatMap((snapshot) => {
      const verdict = byId.get(snapshot.id);
      return verdict ? [{ ...tell(snapshot, verdict), repositoryPath: row.repositoryPath }] : [];
    }),
  };
}

/** The catalogue, asked on this thread or through a client. */
interface JudgeSource {
  readonly read: {
    readonly retention: Asked<Catalogue['retention'], 'state'>;
    readonly schedule: Asked<Catalogue['schedule'], 'clockTrusted'>;
    readonly unusual: Asked<Catalogue['unusual'], 'firstOpen'>;
  };
}

type Asked<Store, Method extends keyof Store> = {
  readonly [Name in Method]: Store[Name] extends (...args: infer Args) => infer Value
    ? (...args: Args) => Value | Promise<Value>
    : never;
};

interface JudgeOptions {
  readonly now: number;
  readonly keep?: KeepPolicy | null | undefined;
  readonly timeZone?: string | undefined;
  /** Others than the plan's. */
  readonly schedules?: readonly Pick<Schedule, 'id' | 'keep'>[] | undefined;
}

/** The clock was set; or a snapshot is from the future, so it is wrong or was when that was made. */
function freezeOf(
  { snapshots, failing }: RetentionState,
  { now, trusted, unusual }: { readonly now: number; readonly trusted: boolean; readonly unusual: boolean },
): Freeze | null {
  if (!trusted || snapshots.some(({ completedAt }) => completedAt > now + toleratedMs)) return 'clock';
  if (unusual) return 'unusual';
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
