import type { Connection } from './open-catalogue.ts';

/**
 * Adds the topmost entry for the tree of a snapshot that is no state of its plan's files: a safety snapshot, or one of
 * databases alone; gives its id. Entries below it bear the plan's key negated, so that whatever looks for the plan's
 * entries passes them by. To be called within the transaction that writes the first.
 */
export function addOwnTree(db: Connection, planKey: number, snapshotId: string): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO entry (plan_key, parent_id, name) VALUES (?, 0, ?)')
    .run(treeKey(planKey), `snapshot ${snapshotId}`);
  return Number(lastInsertRowid);
}

/** What stands for the plan's key in such a tree. */
export const treeKey = (planKey: number): number => -planKey;

/** Removes trees of snapshots whose import was cut off before their row was there. */
export function removeStrayTrees(db: Connection, planKey: number): void {
  const stray = db
    .prepare<unknown[], number>(
      `WITH RECURSIVE tree (id) AS (
         SELECT id FROM entry WHERE parent_id = 0 AND plan_key = @key
           AND id NOT IN (SELECT root_entry FROM snapshot WHERE plan_key = @planKey AND root_entry IS NOT NULL)
         UNION ALL SELECT e.id FROM tree t CROSS JOIN entry e ON e.parent_id = t.id)
       SELECT id FROM tree`,
    )
    .pluck()
    .all({ key: treeKey(planKey), planKey });
  const [versions, entry] = [
    db.prepare('DELETE FROM version WHERE entry_id = ?'),
    db.prepare('DELETE FROM entry WHERE id = ?'),
  ];
  for (const id of stray) {
    versions.run(id);
    entry.run(id);
  }
}

export interface SafetyContent {
  readonly files: number;
  readonly bytes: number;
}

/** Files of a safety snapshot, and their bytes, whose content no backup of the plan holds at their path. */
export function heldOnlyBySafety(db: Connection, snapshotId: string): SafetyContent {
  const sum = db
    .prepare<[string], SafetyContent>(
      `WITH RECURSIVE pair (mine, planned) AS (
         SELECT s.root_entry, p.root_entry FROM snapshot s JOIN place p ON p.key = s.plan_key
         WHERE s.id = ? AND s.kind = 'safety'
         UNION ALL SELECT e.id, (SELECT o.id FROM entry o WHERE o.parent_id = pair.planned AND o.name = e.name)
           FROM pair CROSS JOIN entry e ON e.parent_id = pair.mine)
       SELECT count(*) AS files, coalesce(sum(v.size), 0) AS bytes
       FROM pair CROSS JOIN version v ON v.entry_id = pair.mine
       WHERE v.type = 0 AND NOT EXISTS
         (SELECT 1 FROM version w WHERE w.entry_id = pair.planned AND w.type = 0 AND w.sha256 = v.sha256)`,
    )
    .get(snapshotId);
  return sum ?? { files: 0, bytes: 0 };
}
