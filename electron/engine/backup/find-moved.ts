import { fileType } from '../catalogue/file-record.ts';
import type { BackupScope } from './backup-scope.ts';
import { withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';

const { added, changed, same, removed, linked } = itemKind;

/** What the base holds under a place that something else, or nothing, takes now. */
const left = `kind = ${removed} OR kind IN (${changed}, ${linked})`;

/**
 * Files of the base whose copies the new snapshot does not hold where they were: gone, replaced, or below a folder that
 * is. A file that only changed where it is still has its inode, so nothing else can have it. (CROSS JOIN keeps SQLite to
 * this order: it would rather look through all versions.)
 */
const fillGone = `INSERT INTO work.gone
  WITH RECURSIVE folder (id) AS (
    SELECT entry_id FROM work.item
      WHERE base_type = ${fileType.folder} AND (${left}) AND (kind = ${removed} OR type <> ${fileType.folder})
    UNION ALL SELECT e.id FROM folder JOIN entry e ON e.parent_id = folder.id AND e.folder = 1)
  SELECT v.ino, v.entry_id FROM folder CROSS JOIN entry e ON e.parent_id = folder.id
    CROSS JOIN version v ON v.entry_id = e.id AND v.last_seq IS NULL
    WHERE v.type = ${fileType.file} AND v.sha256 IS NOT NULL
  UNION ALL
  SELECT v.ino, v.entry_id FROM work.item i CROSS JOIN version v ON v.entry_id = i.entry_id AND v.last_seq IS NULL
    WHERE i.base_type = ${fileType.file} AND (${left}) AND (kind = ${removed} OR i.type <> ${fileType.file} OR i.ino <> v.ino)
      AND v.type = ${fileType.file} AND v.sha256 IS NOT NULL`;

/** A name of theirs goes on as another inode's: linked to their copy as well, both would be one file. */
const dropShared = `DELETE FROM work.gone WHERE ino IN (SELECT v.ino FROM work.item i
  CROSS JOIN version v ON v.entry_id = i.entry_id AND v.last_seq IS NULL WHERE i.kind = ${same} AND v.ino <> i.ino)`;

/**
 * Inode, size, time, mode and owner are as recorded; all names of one inode get one origin (`min`, whose row the other
 * columns come from). An equal ctime says that attributes that Node can't read are as they were, too.
 */
const fillLinks = `INSERT INTO work.link (folder_id, name, origin, moved, compare)
  SELECT folder_id, name, origin, 1, compare FROM (
    SELECT i.folder_id, i.name, min(v.entry_id) AS origin,
      @always OR v.flags <> 0 OR v.ctime_s <> i.ctime_s OR v.ctime_ns <> i.ctime_ns AS compare
    FROM work.item i CROSS JOIN work.gone g ON g.ino = i.ino
    CROSS JOIN version v ON v.entry_id = g.entry_id AND v.last_seq IS NULL
    WHERE i.kind IN (${added}, ${changed}) AND i.type = ${fileType.file} AND i.root >= 0 AND v.size = i.size
      AND v.mtime_s = i.mtime_s AND v.mtime_ns = i.mtime_ns AND v.mode = i.mode AND v.uid = i.uid AND v.gid = i.gid
    GROUP BY i.folder_id, i.name)`;

/**
 * Puts down for each new or changed file which file of the base it may be, moved. Costs what changed, not what there is:
 * where a file was before, something is on the worksheet. Gives how many there are, and their bytes.
 */
export function findMoved({ context, worksheet, fullChecksum }: BackupScope): { files: number; bytes: number } {
  const { db } = context;
  return withCatalogue(db, worksheet.path, () => {
    if (!db.prepare(`SELECT 1 FROM work.item WHERE kind IN (${added}, ${changed}) AND type = ${fileType.file}`).get()) {
      return { files: 0, bytes: 0 };
    }
    db.transaction(() => {
      db.exec('CREATE TABLE work.gone (ino INTEGER, entry_id INTEGER, PRIMARY KEY (ino, entry_id)) WITHOUT ROWID');
      if (db.prepare(fillGone).run().changes > 0) {
        db.prepare(dropShared).run();
        db.prepare(fillLinks).run({ always: fullChecksum ? 1 : 0 });
      }
      db.exec('DROP TABLE work.gone');
    })();
    return countMoved(db);
  });
}

function countMoved(db: BackupScope['context']['db']): { files: number; bytes: number } {
  const row = db
    .prepare<[], { files: number; bytes: number }>(
      `SELECT count(*) AS files, coalesce(sum(i.size), 0) AS bytes FROM work.link l
       JOIN work.item i ON i.folder_id = l.folder_id AND i.name = l.name WHERE l.moved = 1`,
    )
    .get();
  return row ?? { files: 0, bytes: 0 };
}
