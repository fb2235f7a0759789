import type { Plan } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { placesOf } from '../plans/plan-rounds.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import { drawPolicy } from './draw-policy.ts';
import { type JudgedPlan, judgePlan } from './judge-plan.ts';
import { concernOf, policyConcerns } from './policy-concerns.ts';
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
    preview: async ({ plan, ...wanted }) => {
      const [[row, ...others], now] = [await find(plan), clock.now()];
      const judged = await judgePlan(catalogue, row, { now, ...wanted });
      const elsewhere = await Promise.all(others.map((other) => judgePlan(catalogue, other, { now, ...wanted })));
      const snapshots = [judged, ...elsewhere].flatMap((one) => one.snapshots);
      if (elsewhere.length > 0) snapshots.sort((one, other) => (one.completedAt < other.completedAt ? 1 : -1));
      const frozen = judged.frozen ?? elsewhere.find((one) => one.frozen !== null)?.frozen ?? null;
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
      const concerns = [...policyConcerns(judged.keep, perDay), ...ownConcerns(row.plan, judged, now)];
      const { repositoryId: _, ...told } = judged;
      return { ...told, frozen, snapshots, concerns };
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

/** What is odd about the policies that schedules have of their own. */
const ownConcerns = ({ schedules }: Plan, judged: JudgedPlan, now: number): string[] =>
  judged.schedules.flatMap(({ scheduleId, keep }) => {
    const schedule = schedules.find(({ id, enabled }) => id === scheduleId && enabled);
    if (!schedule || keep === 'all') return [];
    return policyConcerns(keep, scheduledPerDay([schedule], now)).map((one) => concernOf(schedule.every, one));
  });
