import type { PlanStatus } from '#shared/domain/plan.ts';

const order: Readonly<Record<PlanStatus['state'], number>> = {
  failed: 0,
  late: 1,
  unavailable: 2,
  never: 3,
  aging: 4,
  running: 5,
  good: 6,
};

/** What needs someone first, then by name: rows keep their places while nothing changes. */
export const byUrgency = (plans: readonly PlanStatus[]): readonly PlanStatus[] =>
  [...plans].sort((a, b) => order[urgent(a)] - order[urgent(b)] || a.plan.name.localeCompare(b.plan.name));

/** A row does not jump when its run begins: what ran badly before stays where it was. */
function urgent({ state, lastOutcome, lastGoodAt }: PlanStatus): PlanStatus['state'] {
  if (state !== 'running') return state;
  if (lastOutcome === 'failed') return 'failed';
  return lastGoodAt === null ? 'never' : 'good';
}
