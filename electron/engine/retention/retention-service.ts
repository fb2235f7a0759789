import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { placesOf } from '../plans/plan-rounds.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import { drawPolicy } from './draw-policy.ts';
import { judgePlan } from './judge-plan.ts';
import { policyConcerns } from './policy-concerns.ts';
import { scheduledPerDay } from './scheduled-per-day.ts';
import { startPrune } from './start-prune.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly runs: Pick<RunService, 'start'>;
  readonly clock: Clock;
}

const dayMs = 24 * 60 * 60 * 1000;

/** What plans keep: foretold, drawn, and put into effect. */
export function createRetentionService({ catalogue, destinations, runs, clock }: Dependencies): Service<'retention'> {
  /** In the repositories that take turns; what no longer does keeps all that it holds. */
  const find = async (plan: string): Promise<[PlanRow, ...PlanRow[]]> => {
    const [row, ...others] = (await placesOf(catalogue, plan)).filter(({ inRotation }) => inRotation);
    if (!row) throw new HoldfastError('plan-not-found', { plan });
    return [row, ...others];
  };
  const isThere = async ({ plan }: PlanRow): Promise<boolean> => {
    const repository = await catalogue.read.repositories.byId(plan.repositoryId);
    return repository !== undefined && (await destinations.check(repository)).state === 'ready';
  };
  return {
    preview: async ({ plan, keep, timeZone }) => {
      const [[row, ...others], now] = [await find(plan), clock.now()];
      const { repositoryId: _, ...judged } = await judgePlan(catalogue, row, { now, keep, timeZone });
      const elsewhere = await Promise.all(others.map((other) => judgePlan(catalogue, other, { now, keep, timeZone })));
      const snapshots = [judged, ...elsewhere].flatMap((one) => one.snapshots);
      if (elsewhere.length > 0) snapshots.sort((one, other) => (one.completedAt < other.completedAt ? 1 : -1));
      const frozen = judged.frozen ?? elsewhere.find((one) => one.frozen !== null)?.frozen ?? null;
      const made = await catalogue.read.retention.successes(row.plan.id, new Date(now - dayMs).toISOString());
      const perDay = Math.max(
        made,
        scheduledPerDay(
          row.plan.schedules.filter(({ enabled }) => enabled),
          now,
        ),
      );
      return { ...judged, frozen, snapshots, concerns: policyConcerns(judged.keep, perDay) };
    },
    calendar: async ({ keep, ...rest }) => drawPolicy(keep, { ...rest, now: clock.now() }),
    prune: async ({ plan }) => {
      const rows = await find(plan);
      const runIds: string[] = [];
      for (const row of rows) {
        // Of several some are always away, and see to it when they are back.
        if (rows.length > 1 && !(await isThere(row))) continue;
        const request = startPrune(await judgePlan(catalogue, row, { now: clock.now() }));
        if (request) runIds.push(await runs.start(request));
      }
      return { runIds };
    },
  };
}
