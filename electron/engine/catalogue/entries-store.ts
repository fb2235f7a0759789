import type { Connection } from './open-catalogue.ts';

/** What snapshots hold: a folder at a snapshot, a path's history, differences, search. */
export function createEntriesStore(_db: Connection) {
  return {};
}
