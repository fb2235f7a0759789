import type { LowSpace } from '#shared/domain/storage.ts';

interface Room {
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** Reserve at which a run stops. */
  readonly floorBytes: number;
  /** When that will be reached, in ms since 1970; null where it can't be told. */
  readonly fullAt: number | null;
}

const leastShare = 0.05;
const floors = 2;
const soonMs = 14 * 24 * 60 * 60 * 1000;

/**
 * Whether a volume gets full, while there is still time to do something: less than 5 % is free, or less than twice the
 * reserve, or the reserve will be reached within 14 days. `now` in ms since 1970. Null: there is room.
 */
export function lowSpace({ freeBytes, totalBytes, floorBytes, fullAt }: Room, now: number): LowSpace | null {
  if (freeBytes < Math.max(leastShare * totalBytes, floors * floorBytes)) return { reason: 'space' };
  return fullAt !== null && fullAt - now < soonMs ? { reason: 'forecast' } : null;
}
