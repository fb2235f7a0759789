import { median } from '#shared/median.ts';

/** What a volume had free at a time (ms since 1970). */
export interface SpaceSample {
  readonly at: number;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface Forecast {
  /** When the reserve is reached, in ms since 1970. */
  readonly fullAt: number;
  /** By so much the free space shrinks. */
  readonly bytesPerDay: number;
}

const dayMs = 24 * 60 * 60 * 1000;
export const consideredMs = 42 * dayMs;
const [leastSamples, leastSpanMs] = [5, 4 * dayMs];
/** Of all pairs of samples, so many have to agree that it shrinks. */
const agreeing = 0.75;
/** Further ahead than so many times what was seen, a line says nothing. */
const reach = 10;

/**
 * When a volume will be down to its reserve if it goes on filling as it did in the last six weeks: by the median of the
 * slopes between all pairs of samples (Theil, 1950; Sen, 1968), which a single large file that came or went does not move.
 * Null where that can't be told honestly: too few days, no clear direction, or too far ahead. `samples` in any order;
 * those from before the volume had another size don't count.
 */
export function forecastFull(samples: readonly SpaceSample[], { now, floorBytes }: When): Forecast | null {
  const recent = sameVolume(samples.filter(({ at }) => at <= now && now - at <= consideredMs));
  const [first, last] = [recent[0], recent.at(-1)];
  if (!first || !last || recent.length < leastSamples || last.at - first.at < leastSpanMs) return null;
  const slopes = slopesOf(recent);
  const falling = slopes.filter((slope) => slope < 0).length;
  const slope = median(slopes);
  if (slope >= 0 || falling < agreeing * slopes.length) return null;
  const leftMs = Math.max(0, last.freeBytes - floorBytes) / -slope;
  if (leftMs > reach * (last.at - first.at)) return null;
  return { fullAt: Math.max(now, Math.round(last.at + leftMs)), bytesPerDay: Math.round(-slope * dayMs) };
}

interface When {
  readonly now: number;
  readonly floorBytes: number;
}

/** Oldest first, from when the volume got the size that it has. */
function sameVolume(samples: readonly SpaceSample[]): SpaceSample[] {
  const sorted = samples.toSorted((one, other) => one.at - other.at);
  const size = sorted.at(-1)?.totalBytes;
  return sorted.slice(sorted.findLastIndex(({ totalBytes }) => totalBytes !== size) + 1);
}

/** In bytes a millisecond. */
function slopesOf(samples: readonly SpaceSample[]): number[] {
  return samples.flatMap((one, index) =>
    samples
      .slice(index + 1)
      .filter(({ at }) => at > one.at)
      .map((other) => (other.freeBytes - one.freeBytes) / (other.at - one.at)),
  );
}
