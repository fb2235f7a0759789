/** What is remembered of the clock. Times in ms. */
export interface ClockRecord {
  /** What it showed when it was last looked at. */
  readonly shown: number;
  /** By how much it has been set since it was last trusted: positive when it is ahead. 0: it is trusted. */
  readonly offMs: number;
  /** When it was first found to be off, by the clock itself. */
  readonly notedAt: number | null;
}

/** A jump of so much is noted; less is what time servers and people put right every day. */
const toleratedMs = 60 * 60_000;

/**
 * What is to be remembered of the clock, now that it shows `now`. `elapsed`: ms that have passed since the record by the
 * machine's own counter, which goes on in sleep; null where that is not known, since the program was closed meanwhile.
 * Then only a clock that went back is found out. Pure.
 */
export function judgeClock(record: ClockRecord | null, now: number, elapsed: number | null): ClockRecord {
  if (!record) return { shown: now, offMs: 0, notedAt: null };
  const drift = now - record.shown - (elapsed ?? Math.max(0, now - record.shown));
  if (record.offMs === 0 && Math.abs(drift) <= toleratedMs) return { ...record, shown: now };
  const offMs = record.offMs + drift;
  // A clock that was ahead and went back while nobody looked: it may have taken any time.
  const back = elapsed === null && record.offMs > 0 && drift < -toleratedMs && offMs >= -toleratedMs;
  if (back || Math.abs(offMs) <= toleratedMs) return { shown: now, offMs: 0, notedAt: null };
  return { shown: now, offMs, notedAt: record.notedAt ?? now };
}
