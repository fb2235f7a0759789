import type { Connection } from './open-catalogue.ts';
import { removeBeyondNewest } from './remove-snapshot.ts';
import { removeStrayTrees } from './safety-tree.ts';

/** Notes that versions of a snapshot may be there before its row is; within the transaction that writes the first. */
export function beginImport(db: Connection, planKey: number): void {
  db.prepare('UPDATE place SET importing = 1 WHERE key = ?').run(planKey);
}

/** Within the transaction that adds the snapshot's row. */
export function endImport(db: Connection, planKey: number): void {
  db.prepare('UPDATE place SET importing = 0 WHERE key = ?').run(planKey);
}

/**
 * Takes back what an import that was cut off has left: versions without an end are those of the plan's newest backup
 * again. One look-up when there is nothing to take back. The plan's lock must be held.
 */
export function undoImport(db: Connection, planKey: number): void {
  const importing = db.prepare<[number], number>('SELECT importing FROM place WHERE key = ?').pluck();
  if (importing.get(planKey) !== 1) return;
  db.transaction(() => {
    removeBeyondNewest(db, planKey);
    removeStrayTrees(db, planKey);
    endImport(db, planKey);
  }).immediate();
}
