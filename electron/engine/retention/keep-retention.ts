import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { createPlanRounds, placesOf } from '../plans/plan-rounds.ts';
import type { Ports } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { isRunning } from '../runs/process-identity.ts';
import type { RunService } from '../runs/run-service.ts';
import { calendarOf } from './calendar.ts';
import { judgePlan } from './judge-plan.ts';
import { letsGo } from './own-policies.ts';
import { startPrune } from './start-prune.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly runs: Pick<RunService, 'start'> & { readonly service: Pick<RunService['service'], 'watch'> };
  readonly ports: Ports;
}

/** Sees to it that snapshots which a plan no longer keeps go: after each success, and daily at 04:00 in the plan's zone. */
export interface RetentionKeeper {
  /** Starts what is due, of plans in which nothing else goes on and whose repository is there. Never rejects. */
  look(): Promise<void>;
  /** After a backup of a plan (by id or name): deletes what goes, and waits for the end. Never rejects. */
  finish(plan: string, onStart?: () => void): Promise<void>;
  /** Nothing is started any more. */
  stop(): void;
}

const fourHoursMs = 4 * 60 * 60 * 1000;
const failed = 'snapshots that are no longer kept could not be deleted';

export function createRetentionKeeper(dependencies: Dependencies): RetentionKeeper {
  const { catalogue, runs, ports } = dependencies;
  /**
   * Of each plan, by its key in each repository: after which success, on which day, and with what unanswered it was last
   * looked through.
   */
  const done = new Map<number, string>();
  const rounds = createPlanRounds({ catalogue, logger: ports.logger, failed });
  /** Null where this home never backed the plan up: who connects a drive to get something back wants all that is there. */
  const occasion = async ({ key, plan }: PlanRow): Promise<string | null> => {
    const success = await catalogue.read.retention.lastSuccess(plan.id);
    const unanswered = await catalogue.read.unusual.firstOpen(key);
    const day = calendarOf(plan.timeZone).day(ports.clock.now() - fourHoursMs);
    return success === null ? null : `${day} ${success} ${unanswered?.snapshotId ?? ''}`;
  };
  const start = async (row: PlanRow): Promise<string | null> => {
    const request = startPrune(await judgePlan(catalogue, row, { now: ports.clock.now() }));
    return request === null || rounds.stopped() ? null : runs.start(request);
  };
  const lookAt = async (row: PlanRow): Promise<void> => {
    const now = isKept(row) ? await occasion(row) : null;
    if (now === null || done.get(row.key) === now || !(await mayStart(row, dependencies))) return;
    await start(row);
    done.set(row.key, now);
  };
  return {
    look: () => rounds.look(lookAt),
    finish: async (plan, onStart) => {
      try {
        for (const row of (await placesOf(catalogue, plan)).filter(isKept)) {
          const run = (await mayStart(row, dependencies)) ? await start(row) : null;
          if (run === null) continue;
          onStart?.();
          for await (const event of runs.service.watch({ run })) if (event.type === 'ended') break;
        }
      } catch (error) {
        ports.logger.error(failed, error);
      }
    },
    stop: rounds.stop,
  };
}

/** What no longer takes its turn keeps all that it holds. */
const isKept = ({ plan, inRotation }: PlanRow): boolean => inRotation && letsGo(plan.keep, plan.schedules);

/** Another volume than the plan's, or a read-only one, is not ready. */
async function mayStart({ plan }: PlanRow, { catalogue, destinations }: Dependencies): Promise<boolean> {
  const open = (await catalogue.read.runs.open()).filter(isRunning);
  if (open.some((run) => run.planId === plan.id)) return false;
  const repository = await catalogue.read.repositories.byId(plan.repositoryId);
  return repository !== undefined && (await destinations.check(repository)).state === 'ready';
}
