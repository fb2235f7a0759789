import { type Language, locales } from './domain/language.ts';
import type { PlanStatus } from './domain/plan.ts';

const order: Readonly<Record<PlanStatus['state'], number>> = {
  unusual: -1,
  overdue: 0,
  failed: 1,
  late: 2,
  unavailable: 3,
  never: 4,
  aging: 5,
  running: 6,
  good: 7,
};

/** What needs someone first, then by name: rows keep their places while nothing changes. */
export function byUrgency(plans: readonly PlanStatus[], language: Language): readonly PlanStatus[] {
  const { compare } = new Intl.Collator(locales[language], { numeric: true });
  return [...plans].sort((a, b) => order[urgent(a)] - order[urgent(b)] || compare(a.plan.name, b.plan.name));
}

/** A row does not jump when its run begins: what ran badly before stays where it was. */
function urgent({ state, lastOutcome, lastGoodAt, overdueSince, unusual }: PlanStatus): PlanStatus['state'] {
  if (state !== 'running') return state;
  if (unusual !== null) return 'unusual';
  if (overdueSince !== null) return 'overdue';
  if (lastOutcome === 'failed') return 'failed';
  return lastGoodAt === null ? 'never' : 'good';
}
