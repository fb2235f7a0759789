import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Clock } from '../ports.ts';
import { expiredBefore } from '../snapshots/kept-until.ts';

export interface SafetyExpiry {
  /** Ids of a plan's safety snapshots that are to be deleted now: their time is over and nobody has pinned them. */
  due(planKey: number): Promise<readonly string[]>;
  /** They are being deleted. Where that fails, they are due again a day later. */
  started(snapshotIds: readonly string[]): void;
}

const againMs = 24 * 60 * 60 * 1000;

export function createSafetyExpiry({
  catalogue,
  clock,
}: {
  readonly catalogue: Pick<CatalogueClient, 'read'>;
  readonly clock: Clock;
}): SafetyExpiry {
  const tried = new Map<string, number>();
  return {
    due: async (planKey) => {
      const now = clock.now();
      const expired = await catalogue.read.snapshots.expiredSafety(planKey, expiredBefore(now));
      return expired.filter((id) => now - (tried.get(id) ?? Number.NEGATIVE_INFINITY) >= againMs);
    },
    started: (snapshotIds) => {
      for (const id of snapshotIds) tried.set(id, clock.now());
    },
  };
}
