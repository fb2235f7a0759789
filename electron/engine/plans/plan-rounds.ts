import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { Logger } from '../ports.ts';

interface Round {
  readonly catalogue: CatalogueClient;
  readonly logger: Logger;
  /** What is logged of a plan that could not be seen to. */
  readonly failed: string;
}

/** A plan, by id or name, in each of its repositories; none if it is not known. */
export async function placesOf({ read: { plans } }: Pick<CatalogueClient, 'read'>, plan: string): Promise<PlanRow[]> {
  const row = await plans.find(plan);
  return row ? plans.ofPlan(row.plan.id) : [];
}

/**
 * Rounds over all plans of a home, in each of their repositories, one at a time: a round that is asked for while another goes on is left out. A plan that
 * can't be seen to is logged, and keeps no other from its turn. After `stop` nothing is begun any more.
 */
export function createPlanRounds({ catalogue, logger, failed }: Round) {
  let [looking, stopped] = [false, false];
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      // Closing takes the catalogue away from whoever still looks.
      if (!stopped) logger.error(failed, error);
    }
  };
  return {
    stopped: (): boolean => stopped,
    stop: (): void => {
      stopped = true;
    },
    /** Never rejects. */
    look: async (lookAt: (row: PlanRow) => Promise<void>): Promise<void> => {
      if (looking || stopped) return;
      looking = true;
      await attempt(async () => {
        for (const row of await catalogue.read.plans.list()) if (!stopped) await attempt(() => lookAt(row));
      });
      looking = false;
    },
  };
}
