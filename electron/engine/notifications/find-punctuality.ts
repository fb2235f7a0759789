import type { RemoteCatalogue } from '../catalogue/catalogue-client.ts';
import { combineSummaries, noSummary } from '../plans/combine-places.ts';
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
  const byKey = new Map(summaries.map((summary) => [summary.planKey, summary]));
  const places = rows.map((row) => ({ row, summary: byKey.get(row.key) ?? noSummary }));
  return [...Map.groupBy(places, ({ row }) => row.plan.id).values()].flatMap((ofPlan) => {
    const [first] = ofPlan;
    if (!first) return [];
    const { plan } = first.row;
    const summary = combineSummaries(plan, ofPlan);
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
