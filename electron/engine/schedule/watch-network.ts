import type { DatabaseSource } from '#shared/domain/database.ts';
import { createBackoff } from './backoff.ts';
import { reachServers } from './reach-servers.ts';

/** Whether a plan's database servers on other computers can be reached, and since when not. */
export interface NetworkWatch {
  /** For how long they could not be, in ms; null: they can. Asked more and more seldom while they can't. */
  awayMs(planId: string, sources: readonly DatabaseSource[], now: number): Promise<number | null>;
}

export function createNetworkWatch(reach: typeof reachServers = reachServers): NetworkWatch {
  const backoff = createBackoff<'reached' | 'away'>('reached');
  const since = new Map<string, number>();
  return {
    awayMs: async (planId, sources, now) => {
      if ((await backoff.ask(planId, now, () => reach(sources))) === 'reached') {
        since.delete(planId);
        return null;
      }
      // A clock that was set back begins anew.
      const began = Math.min(since.get(planId) ?? now, now);
      since.set(planId, began);
      return now - began;
    },
  };
}
