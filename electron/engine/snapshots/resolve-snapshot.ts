import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';

/** A snapshot with the plan that it is of. */
export interface PlannedSnapshot {
  readonly row: SnapshotRow;
  readonly plan: PlanRow;
}

/** Pairs snapshots with their plans, in the same order. */
export function withPlans(rows: readonly SnapshotRow[], plans: readonly PlanRow[]): PlannedSnapshot[] {
  const byKey = new Map(plans.map((plan) => [plan.key, plan]));
  return rows.flatMap((row) => {
    const plan = byKey.get(row.planKey);
    return plan ? [{ row, plan }] : [];
  });
}

/**
 * The snapshot somebody means by its id, a unique prefix of it, its name, `latest`, `PLAN/latest` or `PLAN/NAME`. The
 * latest is a backup: what a safety snapshot holds is no state of a plan.
 * `all` is newest first. Throws `snapshot-not-found` or `snapshot-ambiguous`.
 */
export function resolveSnapshot(reference: string, all: readonly PlannedSnapshot[]): PlannedSnapshot {
  const exact = all.find(({ row }) => row.id === reference);
  if (exact) return exact;
  const slash = reference.lastIndexOf('/');
  const planName = reference.slice(0, Math.max(slash, 0)).toLowerCase();
  const wanted = reference.slice(slash + 1);
  const within = slash < 0 ? all : all.filter(({ plan }) => plan.plan.name.toLowerCase() === planName);
  if (wanted === 'latest') return found(reference, within.filter(isBackup).slice(0, 1));
  const named = within.filter(({ row }) => row.name === wanted);
  if (named.length > 0 || wanted === '') return found(reference, named);
  return found(
    reference,
    within.filter(({ row }) => row.id.startsWith(wanted.toLowerCase())),
  );
}

/** Throws `snapshot-without-files`, with the plan's newest one that has files, if a snapshot holds databases only. */
export function requireFiles({ row, plan }: PlannedSnapshot, all: readonly PlannedSnapshot[]): void {
  if (row.hasFiles) return;
  const newest = all.find((one) => one.plan.key === plan.key && isBackup(one) && one.row.hasFiles);
  const details = { snapshot: row.name, plan: plan.plan.name, nearest: newest?.row.name };
  throw new HoldfastError('snapshot-without-files', details);
}

const isBackup = ({ row }: PlannedSnapshot): boolean => !row.missing && row.kind === 'backup';

function found(reference: string, candidates: readonly PlannedSnapshot[]): PlannedSnapshot {
  const [only, second] = candidates;
  if (!only) throw new HoldfastError('snapshot-not-found', { snapshot: reference });
  if (!second) return only;
  const names = candidates.slice(0, 5).map(({ row, plan }) => `${plan.plan.name}/${row.name}`);
  throw new HoldfastError('snapshot-ambiguous', { snapshot: reference, candidates: names });
}
