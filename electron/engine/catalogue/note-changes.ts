import type { Connection } from './open-catalogue.ts';

export interface SnapshotPlace {
  readonly planKey: number;
  readonly sequence: number;
}

/**
 * Notes where a snapshot differs from the one before it in its plan, folder by folder up to the topmost, once its
 * versions are recorded and within the same transaction. Nothing for a plan's first snapshot.
 */
export function noteChanges(db: Connection, { planKey, sequence }: SnapshotPlace): void {
  const before = db
    .prepare<unknown[], number | null>(
      'SELECT max(sequence) FROM snapshot WHERE plan_key = @planKey AND sequence < @sequence',
    )
    .pluck()
    .get({ planKey, sequence });
  if (before === null || before === undefined) return;
  db.prepare(
    `INSERT OR IGNORE INTO change (plan_key, sequence, folder_id, entry_id)
     WITH RECURSIVE
       touched (id) AS (
         SELECT entry_id FROM version WHERE first_seq > @before AND first_seq <= @sequence
         UNION SELECT entry_id FROM version WHERE last_seq >= @before AND last_seq < @sequence),
       place (folder_id, entry_id) AS (
         SELECT e.parent_id, e.id FROM touched CROSS JOIN entry e ON e.id = touched.id
         WHERE e.plan_key = @planKey AND e.parent_id <> 0
         UNION SELECT e.parent_id, e.id FROM place CROSS JOIN entry e ON e.id = place.folder_id WHERE e.parent_id <> 0)
     SELECT @planKey, @sequence, folder_id, entry_id FROM place ORDER BY folder_id, entry_id`,
  ).run({ planKey, sequence, before });
}

interface LeavingSnapshot extends SnapshotPlace {
  /** Sequence of the next snapshot that stays; null if there is none. */
  readonly next: number | null;
  /** None that stays is before it. */
  readonly isFirst: boolean;
}

/**
 * Takes a snapshot whose versions were removed out of what was noted: the next one then differs from the one before it
 * by both. The time follows what it changed.
 */
export function moveChanges(db: Connection, { planKey, sequence, next, isFirst }: LeavingSnapshot): void {
  const drop = db.prepare('DELETE FROM change WHERE plan_key = ? AND sequence = ?');
  if (next !== null && isFirst) drop.run(planKey, next);
  if (next !== null && !isFirst) {
    db.prepare(
      `UPDATE OR IGNORE change SET sequence = @next WHERE plan_key = @planKey AND sequence = @sequence
         AND EXISTS (SELECT 1 FROM entry e WHERE e.id = change.entry_id AND e.parent_id = change.folder_id)`,
    ).run({ planKey, sequence, next });
  }
  drop.run(planKey, sequence);
}
