import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { Clock } from '../ports.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import { drawPolicy } from './draw-policy.ts';
import { judgePlan } from './judge-plan.ts';
import { policyConcerns } from './policy-concerns.ts';
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
    preview: async ({ plan, keep, timeZone }) => {
      const [row, now] = [await find(plan), clock.now()];
      const judged = await judgePlan(catalogue, row, { now, keep, timeZone });
      const made = await catalogue.read.retention.successes(row.plan.id, new Date(now - dayMs).toISOString());
      const perDay = Math.max(
        made,
        scheduledPerDay(
          row.plan.schedules.filter(({ enabled }) => enabled),
          now,
        ),
      );
      return { ...judged, concerns: policyConcerns(judged.keep, perDay) };
    },
    calendar: async ({ keep, ...rest }) => drawPolicy(keep, { ...rest, now: clock.now() }),
    prune: async ({ plan }) => {
      const request = startPrune(await judgePlan(catalogue, await find(plan), { now: clock.now() }));
      return { runId: request && (await runs.start(request)) };
    },
  };
}
