import { fileType, recordFlags } from '../catalogue/file-record.ts';
import { foldName } from '../catalogue/find-entries.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { BackupScope } from './backup-scope.ts';
import { itemKind } from './worksheet.ts';

const { added, changed, same, removed, carried, linked, copiedAgain } = itemKind;

const record = 'type, size, mtime_s, mtime_ns, mode, uid, gid, dev, ino, ctime_s, ctime_ns, flags, sha256, link';

/** What a file that was only looked at again has to say anew: the next run compares with this. */
const refresh = `UPDATE version SET dev = i.dev, ino = i.ino, ctime_s = i.ctime_s, ctime_ns = i.ctime_ns, flags = i.flags
  FROM work.item i WHERE i.kind = ${same} AND version.entry_id = i.entry_id AND version.last_seq IS NULL`;

/** Entries whose newest version ends: everything that differs, and all that lay below a folder that went. */
const ended = `WITH RECURSIVE
  gone (id) AS (
    SELECT entry_id FROM work.item WHERE base_type = ${fileType.folder} AND (kind = ${removed}
      OR (kind IN (${changed}, ${linked}) AND type <> ${fileType.folder}))
    UNION ALL SELECT e.id FROM entry e JOIN gone ON e.parent_id = gone.id),
  ended (id) AS (
    SELECT entry_id FROM work.item WHERE base_type IS NOT NULL AND (kind IN (${changed}, ${removed}, ${linked})
      OR (kind = ${carried} AND NOT EXISTS (SELECT 1 FROM version v WHERE v.entry_id = item.entry_id
        AND v.last_seq IS NULL AND v.flags & ${recordFlags.carried})))
    UNION SELECT id FROM gone)`;

/** Files whose content is another than that of the version before, as `plan_content` counts them. */
const newContent = `SELECT coalesce(sum(i.size), 0) FROM work.item i
  WHERE i.type = ${fileType.file} AND i.kind IN (${added}, ${changed}, ${linked}, ${carried})
    AND (i.entry_id > @newestEntry OR i.sha256 IS NULL OR i.sha256 IS NOT (SELECT p.sha256 FROM version p
      WHERE p.entry_id = i.entry_id AND p.first_seq < @sequence AND p.type = ${fileType.file}
      ORDER BY p.first_seq DESC LIMIT 1))`;

/**
 * Brings the catalogue from the base to the new snapshot; the worksheet is attached as `work` and a transaction open.
 * Ids of new entries are moved up if another run has added entries meanwhile. Gives the bytes of content that it adds.
 */
export function applyToCatalogue(db: Connection, scope: BackupScope, sequence: number): number {
  const { newestEntry, planKey, base } = scope;
  const highest = db.prepare('SELECT coalesce(max(id), 0) FROM entry').pluck().get();
  const shift = Number(highest) - newestEntry;
  db.function('fold_name', { deterministic: true }, (name) => foldName(String(name)));
  db.prepare(
    `UPDATE work.item SET kind = ${changed} WHERE kind = ${copiedAgain} AND sha256 IS NOT
       (SELECT sha256 FROM version WHERE entry_id = item.entry_id AND last_seq IS NULL)`,
  ).run();
  db.prepare(
    `INSERT INTO entry (id, plan_key, parent_id, name, folded)
     SELECT entry_id + @shift, @planKey, folder_id + iif(folder_id > @newestEntry, @shift, 0), name, fold_name(name)
     FROM work.item WHERE entry_id > @newestEntry AND kind IN (${added}, ${linked})`,
  ).run({ shift, planKey, newestEntry });
  if (base) {
    db.prepare(
      `${ended} UPDATE version SET last_seq = ? WHERE last_seq IS NULL AND entry_id IN (SELECT id FROM ended)`,
    ).run(base.snapshot.sequence);
  }
  db.prepare(
    `INSERT INTO version (entry_id, first_seq, last_seq, ${record})
     SELECT entry_id + iif(entry_id > @newestEntry, @shift, 0), @sequence, NULL, ${record} FROM work.item
     WHERE kind IN (${added}, ${changed}, ${linked}) OR (kind = ${carried} AND NOT EXISTS
       (SELECT 1 FROM version v WHERE v.entry_id = item.entry_id AND v.last_seq IS NULL))`,
  ).run({ shift, newestEntry, sequence });
  db.prepare(refresh).run();
  return db.prepare<unknown[], number>(newContent).pluck().get({ newestEntry, sequence }) ?? 0;
}

/** After a run that found nothing changed: only what was recorded of doubtful entries is brought up to date. */
export function refreshCatalogue(db: Connection): void {
  db.prepare(refresh).run();
}
