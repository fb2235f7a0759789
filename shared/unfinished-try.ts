import type { PlanStatus } from './domain/plan.ts';

/**
 * How the newest run ended when it brought no copy though it did not fail: the good copy that there is comes from a
 * run before it. Undefined while another try is going on.
 */
export function unfinishedTry({
  state,
  lastOutcome,
}: Pick<PlanStatus, 'state' | 'lastOutcome'>): 'skipped' | 'cancelled' | undefined {
  if (state === 'running') return undefined;
  return lastOutcome === 'skipped' || lastOutcome === 'cancelled' ? lastOutcome : undefined;
}
