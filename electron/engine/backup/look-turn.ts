/**
 * A prime, so that plans come to all folders whether they run every quarter of an hour, hour, day or week. A run that finds
 * nothing changed costs half of what it would if it looked at every copy.
 */
export const lookTurns = 23;

/** So few files take no time worth mentioning. */
const fewFiles = 20_000;
const minuteMs = 60_000;

/**
 * Which of `lookTurns` groups of folders a run looks through in its base, at each copy in them; null: all of them. Other folders'
 * copies are looked at themselves, which tells of what was put into them, taken out or replaced.
 */
export const lookTurnOf = (filesInBase: number, now: number): number | null =>
  filesInBase <= fewFiles ? null : Math.floor(now / minuteMs) % lookTurns;
