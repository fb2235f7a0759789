/** A feed is asked at most so often. */
const askEveryMs = 24 * 60 * 60 * 1000;

interface Asked {
  readonly feed: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Whether a feed is to be asked now: another one than before at once, else a day later. Pure. */
export function isDue(feed: string | null, last: Asked | null, now: number): boolean {
  if (feed === null) return false;
  // A clock that was set back makes the last time one to come: then it is asked once more.
  return last === null || last.feed !== feed || now < last.at || now - last.at >= askEveryMs;
}
