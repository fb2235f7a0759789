import type { Calendar, Tier } from './calendar.ts';
import type { JudgedSnapshot } from './judged-snapshot.ts';

/** What a tier keeps of snapshots: which period it is, counted from the newest, and when that is one too many. */
export interface Kept {
  readonly snapshot: JudgedSnapshot;
  /** From 1. */
  readonly number: number;
  /** In ms since 1970, if from now on every period has a backup. */
  readonly until: number;
}

/**
 * The newest `quota` periods that have a snapshot keep the first one of each: that stays the first, so nothing that is
 * kept for a day is given up for a later one of the same day. A snapshot that was confirmed until a later period is what
 * there was in all between, and counts for them. `snapshots` are in the order of their time, oldest first.
 */
export function judgeTier(
  { tier, quota }: { readonly tier: Tier; readonly quota: number },
  snapshots: readonly JudgedSnapshot[],
  { calendar, now, periodsOf }: TierContext,
): Kept[] {
  if (quota === 0 || snapshots.length === 0) return [];
  let reached = Number.NEGATIVE_INFINITY;
  const owned = snapshots.map((snapshot) => {
    const { from, to } = periodsOf(tier, snapshot);
    const periods = Math.max(0, to - Math.max(from, reached + 1) + 1);
    reached = Math.max(reached, to);
    return { snapshot, periods };
  });
  const next = Math.max(reached + 1, calendar.index(tier, now));
  const kept: Kept[] = [];
  let newer = 0;
  for (const { snapshot, periods } of owned.toReversed()) {
    if (newer >= quota) break;
    if (periods === 0) continue;
    const until = Math.max(now, calendar.start(tier, next + quota - newer - 1));
    kept.push({ snapshot, number: newer + 1, until });
    newer += periods;
  }
  return kept;
}

export interface TierContext {
  readonly calendar: Calendar;
  readonly now: number;
  /** In which periods a snapshot is what there was. */
  readonly periodsOf: (tier: Tier, snapshot: JudgedSnapshot) => Periods;
}

interface Periods {
  readonly from: number;
  readonly to: number;
}

/** Each snapshot is placed once, however many things it holds. */
export function createTierContext(calendar: Calendar, now: number): TierContext {
  const known = new Map<Tier, Map<JudgedSnapshot, Periods>>();
  const periodsOf = (tier: Tier, snapshot: JudgedSnapshot): Periods => {
    const ofTier = known.get(tier) ?? new Map<JudgedSnapshot, Periods>();
    known.set(tier, ofTier);
    const found = ofTier.get(snapshot);
    if (found) return found;
    const { completedAt } = snapshot;
    const periods = { from: calendar.index(tier, completedAt), to: calendar.index(tier, lastSeen(snapshot)) };
    ofTier.set(snapshot, periods);
    return periods;
  };
  return { calendar, now, periodsOf };
}

/** A clock that was put back may have confirmed a snapshot before it was made. */
export const lastSeen = ({ completedAt, confirmedAt }: JudgedSnapshot): number => Math.max(completedAt, confirmedAt);
