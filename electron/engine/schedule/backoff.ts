import type { Volume } from './is-due.ts';

const firstMs = 15_000;
const mostMs = 2 * 60_000;

/** Asks whether a volume is there more and more seldom while it is not: one that does not answer keeps others waiting. */
export function createBackoff(): {
  /** `key`: what is asked about. Gives what was last found out while it is not yet time to ask again. */
  ask(key: string, now: number, find: () => Promise<Volume>): Promise<Volume>;
} {
  const found = new Map<string, { readonly volume: Volume; readonly at: number; readonly pauseMs: number }>();
  return {
    ask: async (key, now, find) => {
      const last = found.get(key);
      if (last && Math.abs(now - last.at) < last.pauseMs) return last.volume;
      const volume = await find();
      if (volume === 'ready') found.delete(key);
      else found.set(key, { volume, at: now, pauseMs: last ? Math.min(last.pauseMs * 2, mostMs) : firstMs });
      return volume;
    },
  };
}
