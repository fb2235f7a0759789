import type { Connection } from '../catalogue/open-catalogue.ts';
import { removeSnapshot } from '../catalogue/remove-snapshot.ts';
import { errorCodeOf } from '../repository/destination-error.ts';

/** Takes a snapshot out of the catalogue; false when there was no room to write that down. */
export function forgetSnapshot(db: Connection, snapshotId: string): boolean {
  try {
    db.transaction(() => removeSnapshot(db, snapshotId)).immediate();
    return true;
  } catch (error) {
    if (errorCodeOf(error) === 'SQLITE_FULL') return false;
    throw error;
  }
}
