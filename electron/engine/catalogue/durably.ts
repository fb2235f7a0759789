import type { Connection } from './open-catalogue.ts';

/**
 * Does work that commits a transaction, which then outlives a power cut as a file that was synced does. The catalogue's
 * usual transactions may be lost with the last second: what they tell of is found again in the repository.
 */
export function durably<Result>(db: Connection, work: () => Result): Result {
  db.pragma('synchronous = FULL');
  try {
    return work();
  } finally {
    db.pragma('synchronous = NORMAL');
  }
}
