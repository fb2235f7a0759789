import type { Connection } from './open-catalogue.ts';

export interface HeldOnly {
  readonly files: number;
  readonly bytes: number;
}

interface Neighbours {
  readonly planKey: number;
  /** Sequence of the snapshot before it; -1 if there is none. */
  readonly before: number;
  /** Sequence of the snapshot after it; null if it is the newest. */
  readonly after: number | null;
}

/** Files, and their bytes, that no other snapshot of the plan holds in that version. */
export function heldOnlyBy(db: Connection, snapshotId: string): HeldOnly {
  const found = neighboursOf(db, snapshotId);
  if (!found) return { files: 0, bytes: 0 };
  const sum = db
    .prepare<unknown[], HeldOnly>(
      `SELECT count(*) AS files, coalesce(sum(v.size), 0) AS bytes FROM version v CROSS JOIN entry e ON e.id = v.entry_id
       WHERE ${onlyThere(found)} AND e.plan_key = @planKey AND v.type = 0`,
    )
    .get(found);
  return sum ?? { files: 0, bytes: 0 };
}

/**
 * Forgets a snapshot: versions that no other snapshot holds go, and entries left without any. If it was its plan's
 * newest, the state of the one before it becomes the current one. To be called within a transaction.
 */
export function removeSnapshot(db: Connection, snapshotId: string): void {
  const found = neighboursOf(db, snapshotId);
  if (!found) return;
  removeVersions(db, found);
  db.prepare('DELETE FROM snapshot WHERE id = ?').run(snapshotId);
}

/**
 * Forgets what was recorded of a plan after its newest snapshot, whose state becomes the current one again. To be called
 * within a transaction.
 */
export function removeBeyondNewest(db: Connection, planKey: number): void {
  const newest = db.prepare<[number], number | null>('SELECT max(sequence) FROM snapshot WHERE plan_key = ?').pluck();
  removeVersions(db, { planKey, before: newest.get(planKey) ?? -1, after: null });
}

function removeVersions(db: Connection, found: Neighbours): void {
  const freed = db
    .prepare<unknown[], { entryId: number; firstSeq: number }>(
      `SELECT v.entry_id AS entryId, v.first_seq AS firstSeq FROM version v CROSS JOIN entry e ON e.id = v.entry_id
       WHERE ${onlyThere(found)} AND e.plan_key = @planKey`,
    )
    .all(found);
  const drop = db.prepare('DELETE FROM version WHERE entry_id = @entryId AND first_seq = @firstSeq');
  for (const version of freed) drop.run(version);
  if (found.after === null) {
    db.prepare(
      `UPDATE version SET last_seq = NULL WHERE last_seq >= @before
         AND (SELECT plan_key FROM entry WHERE id = version.entry_id) = @planKey`,
    ).run(found);
  }
  removeUnused(db, new Set(freed.map(({ entryId }) => entryId)));
}

function neighboursOf(db: Connection, snapshotId: string): Neighbours | undefined {
  return db
    .prepare<[string], Neighbours>(
      `SELECT s.plan_key AS planKey,
         coalesce((SELECT max(sequence) FROM snapshot WHERE plan_key = s.plan_key AND sequence < s.sequence), -1) AS before,
         (SELECT min(sequence) FROM snapshot WHERE plan_key = s.plan_key AND sequence > s.sequence) AS after
       FROM snapshot s WHERE s.id = ?`,
    )
    .get(snapshotId);
}

/** Condition on `v`: it begins after the snapshot before, and ends before the one after. Written for the index to use. */
const onlyThere = ({ after }: Neighbours): string =>
  after === null ? 'v.first_seq > @before' : 'v.last_seq > @before AND v.last_seq < @after AND +v.first_seq > @before';

/** Entries without versions and without entries below them, and then the folders that this leaves so. */
function removeUnused(db: Connection, candidates: Iterable<number>): void {
  const remove = db
    .prepare<unknown[], number>(
      `DELETE FROM entry WHERE id = @id AND parent_id <> 0
         AND NOT EXISTS (SELECT 1 FROM version WHERE entry_id = @id)
         AND NOT EXISTS (SELECT 1 FROM entry WHERE parent_id = @id) RETURNING parent_id`,
    )
    .pluck();
  for (const candidate of candidates) {
    for (let id: number | undefined = candidate; id !== undefined; ) id = remove.get({ id });
  }
}
