import { createEntryPaths } from '../catalogue/entry-paths.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { BackupScope } from './backup-scope.ts';
import { lstatOrCode } from './look-at.ts';
import { withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';

interface Partner {
  readonly entryId: number;
  readonly parentId: number;
  readonly name: string;
  readonly ino: number;
  readonly dev: number;
  readonly names: number;
}

/**
 * Puts unchanged names of a file on the worksheet where another name of it has to be copied (its copy was lost from the
 * base, or it lies in a folder that was taken in just now), so that they become links of one file again.
 */
export function addPartners({ context, worksheet, planKey }: BackupScope): void {
  withCatalogue(context.db, worksheet.path, () => {
    const partners = findPartners(context.db, planKey);
    const paths = createEntryPaths(context.db);
    const addFolder = context.db.prepare('INSERT OR IGNORE INTO work.folder VALUES (?, ?)');
    const addItem = context.db.prepare(
      `INSERT OR IGNORE INTO work.item (folder_id, name, kind, entry_id, base_type, type, size, mtime_s, mtime_ns, mode, uid,
         gid, dev, ino, ctime_s, ctime_ns, names, stored, flags, root, sha256, link, done)
       SELECT @parentId, @name, ${itemKind.same}, entry_id, type, type, size, mtime_s, mtime_ns, mode, uid,
         gid, @dev, ino, ctime_s, ctime_ns, @names, 0, flags, -1, sha256, link, 1
       FROM version WHERE entry_id = @entryId AND last_seq IS NULL`,
    );
    for (const partner of partners) {
      const above = paths.pathOf(partner.parentId);
      const folder = above === '/' ? '' : above;
      if (!isStill(partner, `${folder}/${partner.name}`)) continue;
      addFolder.run(partner.parentId, folder);
      addItem.run(partner);
    }
  });
}

/** Looks through the plan's current versions, and only when a file with several names lacks some of them. */
function findPartners(db: Connection, planKey: number): Partner[] {
  const lacking = `SELECT ino, dev, max(names) AS names FROM work.item WHERE names > 1 AND type <> ${fileType.folder}
    GROUP BY ino, dev HAVING count(*) < max(names)
      AND max(kind IN (${itemKind.added}, ${itemKind.changed})) AND NOT max(kind = ${itemKind.same})`;
  if (db.prepare(lacking).get() === undefined) return [];
  return db
    .prepare<[number], Partner>(
      `WITH lacking AS MATERIALIZED (${lacking})
       SELECT v.entry_id AS entryId, e.parent_id AS parentId, e.name, l.ino, l.dev, l.names
       FROM version v JOIN lacking l ON l.ino = v.ino JOIN entry e ON e.id = v.entry_id
       WHERE v.last_seq IS NULL AND v.type <> ${fileType.folder} AND e.plan_key = ?
         AND v.entry_id NOT IN (SELECT entry_id FROM work.item)`,
    )
    .all(planKey);
}

/** The number of an inode alone proves little. */
function isStill({ ino, dev }: Partner, path: string): boolean {
  const stats = lstatOrCode(path);
  return typeof stats !== 'string' && Number(stats.ino) === ino && Number(stats.dev) === dev;
}
