import { isState } from './is-state.ts';
import type { Connection } from './open-catalogue.ts';

export interface SnapshotPlace {
  readonly planKey: number;
  readonly sequence: number;
}

/**
 * Notes where a backup differs from the one before it in its plan, folder by folder up to the topmost, once its
 * versions are recorded and within the same transaction. Nothing for a plan's first snapshot.
 */
export function noteChanges(db: Connection, { planKey, sequence }: SnapshotPlace): void {
  const before = db
    .prepare<unknown[], number | null>(
      `SELECT max(sequence) FROM snapshot WHERE plan_key = @planKey AND sequence < @sequence AND ${isState}`,
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

/** So many rows in one transaction: some tens of milliseconds. */
const pieceSize = 5000;

/**
 * Takes a snapshot whose versions were removed out of what was noted, a piece at a time: the next one then differs from
 * the one before it by both. The time follows what it changed. Between two pieces every difference is what it was, as
 * long as the snapshot's row is there.
 */
export function* moveChanges(db: Connection, leaving: LeavingSnapshot): Generator<void> {
  const { planKey, sequence, next, isFirst } = leaving;
  if (next !== null && isFirst) yield* movePieces(db, { planKey, sequence: next }, null);
  yield* movePieces(db, { planKey, sequence }, isFirst ? null : next);
}

/** `next` is null where they go for good. */
function* movePieces(db: Connection, place: SnapshotPlace, next: number | null): Generator<void> {
  const within = `plan_key = @planKey AND sequence = @sequence AND (folder_id, entry_id) <= (@folder, @entry)`;
  const last = db.prepare<unknown[], { folder: number; entry: number }>(
    `SELECT folder_id AS folder, entry_id AS entry FROM (
       SELECT folder_id, entry_id FROM change WHERE plan_key = @planKey AND sequence = @sequence
       ORDER BY folder_id, entry_id LIMIT ${pieceSize}) ORDER BY folder_id DESC, entry_id DESC LIMIT 1`,
  );
  const move = db.prepare(
    `UPDATE OR IGNORE change SET sequence = @next WHERE ${within}
       AND EXISTS (SELECT 1 FROM entry e WHERE e.id = change.entry_id AND e.parent_id = change.folder_id)`,
  );
  const drop = db.prepare(`DELETE FROM change WHERE ${within}`);
  for (let end = last.get(place); end; end = last.get(place)) {
    if (next !== null) move.run({ ...place, ...end, next });
    drop.run({ ...place, ...end });
    yield;
  }
}
