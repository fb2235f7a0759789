import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { hasMissing, markMissing, removeMissing } from '../catalogue/remove-snapshot.ts';
import { errorCodeOf } from '../repository/destination-error.ts';

/**
 * Takes snapshots of a plan out of the catalogue, and those that an earlier call has not come to the end of. They are
 * hidden at once; the rest is done in pieces with a breath between them, so that other runs write their progress and
 * commit meanwhile. False when there was no room to write that down. The plan's lock must be held.
 */
export async function forgetSnapshots(
  db: Connection,
  planKey: number,
  snapshotIds: readonly string[] = [],
): Promise<boolean> {
  try {
    if (snapshotIds.length > 0) db.transaction(() => markMissing(db, snapshotIds)).immediate();
    if (!hasMissing(db, planKey)) return true;
    const steps = removeMissing(db, planKey);
    const step = db.transaction(() => steps.next().done === true);
    while (!step.immediate()) await pause(breathMs);
    return true;
  } catch (error) {
    if (errorCodeOf(error) === 'SQLITE_FULL') return false;
    throw error;
  }
}

/** Long enough for one who waits to find the lock free within a few looks. */
const breathMs = 10;
