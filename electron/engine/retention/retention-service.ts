import type { Plan } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { Clock } from '../ports.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import { drawPolicy } from './draw-policy.ts';
import { type JudgedPlan, judgePlan } from './judge-plan.ts';
import { concernOf, policyConcerns } from './policy-concerns.ts';
import { scheduledPerDay } from './scheduled-per-day.ts';
import { startPrune } from './start-prune.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly runs: Pick<RunService, 'start'>;
  readonly clock: Clock;
}

const dayMs = 24 * 60 * 60 * 1000;

/** What plans keep: foretold, drawn, and put into effect. */
export function createRetentionService({ catalogue, runs, clock }: Dependencies): Service<'retention'> {
  const find = async (plan: string): Promise<PlanRow> => {
    const row = await catalogue.read.plans.find(plan);
    if (!row) throw new HoldfastError('plan-not-found', { plan });
    return row;
  };
  return {
    preview: async ({ plan, keep, timeZone, schedules }) => {
      const [row, now] = [await find(plan), clock.now()];
      const judged = await judgePlan(catalogue, row, { now, keep, timeZone, schedules });
      const made = await catalogue.read.retention.successes(row.plan.id, new Date(now - dayMs).toISOString());
      const perDay = Math.max(
        made,
        scheduledPerDay(
          row.plan.schedules.filter(
            ({ id, enabled }) => enabled && !judged.schedules.some((own) => own.scheduleId === id),
          ),
          now,
        ),
      );
      return { ...judged, concerns: [...policyConcerns(judged.keep, perDay), ...ownConcerns(row.plan, judged, now)] };
    },
    calendar: async ({ keep, ...rest }) => drawPolicy(keep, { ...rest, now: clock.now() }),
    prune: async ({ plan }) => {
      const request = startPrune(await judgePlan(catalogue, await find(plan), { now: clock.now() }));
      return { runId: request && (await runs.start(request)) };
    },
  };
}

/** What is odd about the policies that schedules have of their own. */
const ownConcerns = ({ schedules }: Plan, judged: JudgedPlan, now: number): string[] =>
  judged.schedules.flatMap(({ scheduleId, keep }) => {
    const schedule = schedules.find(({ id, enabled }) => id === scheduleId && enabled);
    if (!schedule || keep === 'all') return [];
    return policyConcerns(keep, scheduledPerDay([schedule], now)).map((one) => concernOf(schedule.every, one));
  });
