import type { RemoteCatalogue } from '../catalogue/catalogue-client.ts';
import { judgeOverdue, waitingFor } from '../plans/plan-status.ts';
import type { PlanPunctuality } from './news-store.ts';

type Stores = Pick<RemoteCatalogue, 'plans' | 'summary' | 'occurrences'>;

/** How all plans stand with their schedules: three questions to the catalogue, and none to a drive. */
export async function findPunctuality(read: Stores, now: number): Promise<PlanPunctuality[]> {
  const [rows, summaries, occurrences] = await Promise.all([
    read.plans.list(),
    read.summary.plans(),
    read.occurrences.newest(),
  ]);
  return rows.flatMap(({ key, plan }) => {
    const summary = summaries.find(({ planKey }) => planKey === key);
    if (!summary) return [];
    const since = judgeOverdue(plan, { summary, now });
    const waits = occurrences.filter(({ planId, state }) => planId === plan.id && state === 'waiting');
    return {
      plan: { id: plan.id, name: plan.name },
      since: since === null ? null : new Date(since).toISOString(),
      lastGoodAt: summary.lastGoodAt,
      waitingFor: waitingFor(
        plan.schedules.filter(({ enabled }) => enabled),
        waits,
      ),
    };
  });
}
