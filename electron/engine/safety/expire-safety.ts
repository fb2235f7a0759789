import type { Clock } from '../ports.ts';
import { expiredBefore } from '../snapshots/kept-until.ts';

export interface SafetyExpiry {
  /** Ids of a plan's safety snapshots that are to be deleted now: their time is over and nobody has pinned them. */
  due(planKey: number): Promise<readonly string[]>;
  /** They are being deleted. Where that fails, they are due again a day later. */
  started(snapshotIds: readonly string[]): void;
}

const againMs = 24 * 60 * 60 * 1000;

interface Dependencies {
  /** Ids of a plan's safety snapshots that were completed by then and are not pinned. */
  readonly expired: (planKey: number, completedBy: string) => Promise<readonly string[]>;
  readonly clock: Clock;
}

export function createSafetyExpiry({ expired, clock }: Dependencies): SafetyExpiry {
  const tried = new Map<string, number>();
  return {
    due: async (planKey) => {
      const now = clock.now();
      const all = await expired(planKey, expiredBefore(now));
      return all.filter((id) => now - (tried.get(id) ?? Number.NEGATIVE_INFINITY) >= againMs);
    },
    started: (snapshotIds) => {
      for (const id of snapshotIds) tried.set(id, clock.now());
    },
  };
}
