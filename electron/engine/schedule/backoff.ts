const firstMs = 15_000;
const mostMs = 2 * 60_000;

export interface Backoff<Found> {
  /** `key`: what is asked about. Gives what was last found out while it is not yet time to ask again. */
  ask(key: string, now: number, find: () => Promise<Found>): Promise<Found>;
  /** Asks anew about everything: something came or went. */
  forget(): void;
}

/** Asks whether something is there more and more seldom while it is not (`ready`): what does not answer keeps others waiting. */
export function createBackoff<Found>(ready: Found): Backoff<Found> {
  const found = new Map<string, { readonly state: Found; readonly at: number; readonly pauseMs: number }>();
  return {
    ask: async (key, now, find) => {
      const last = found.get(key);
      if (last && Math.abs(now - last.at) < last.pauseMs) return last.state;
      const state = await find();
      if (state === ready) found.delete(key);
      else found.set(key, { state, at: now, pauseMs: last ? Math.min(last.pauseMs * 2, mostMs) : firstMs });
      return state;
    },
    forget: () => found.clear(),
  };
}
