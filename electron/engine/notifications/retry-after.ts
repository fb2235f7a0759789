const minute = 60_000;
const pausesMs = [1, 5, 15, 30, 60].map((minutes) => minutes * minute);

/**
 * When a message is tried again after so many attempts (1 and more), in ms from now: more and more seldom, up to once an hour,
 * and not before the server wants it.
 */
export const retryAfter = (attempts: number, wishMs: number | null = null): number =>
  Math.max(pausesMs[Math.min(attempts, pausesMs.length) - 1] ?? minute, wishMs ?? 0);
