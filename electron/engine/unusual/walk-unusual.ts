import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/** From the snapshot before to the last one, by their sequences. */
export interface UnusualRange {
  readonly planKey: number;
  readonly before: number;
  readonly last: number;
}

/** A file of the snapshot before whose content the last one does not hold. */
export interface LostFile {
  readonly parentId: number;
  readonly name: string;
  readonly size: number;
  /** Of what has its path now; null where nothing has. */
  readonly sizeAfter: number | null;
}

/** A file at a path where the snapshot before had none, with content that it did not hold. */
export interface NewFile {
  readonly parentId: number;
  readonly name: string;
  readonly size: number;
}

const isFile = `type = ${fileType.file}`;

/** Files that came or changed in between, and are so in the last one. */
const came = `FROM version n CROSS JOIN entry e ON e.id = n.entry_id
  WHERE n.first_seq > @before AND n.first_seq <= @last AND (n.last_seq IS NULL OR n.last_seq >= @last)
    AND n.${isFile} AND n.sha256 IS NOT NULL AND e.plan_key = @planKey`;

/** Files of the snapshot before that changed or went in between. */
const ended = `FROM version v CROSS JOIN entry e ON e.id = v.entry_id
  WHERE v.last_seq >= @before AND v.last_seq < @last AND v.first_seq <= @before
    AND v.${isFile} AND v.size > 0 AND e.plan_key = @planKey`;

export const lostSince = `WITH came (sha256) AS MATERIALIZED (SELECT DISTINCT n.sha256 ${came})
  SELECT e.parent_id AS parentId, e.name, v.size, (SELECT o.size FROM version o WHERE o.entry_id = v.entry_id
      AND o.first_seq <= @last AND (o.last_seq IS NULL OR o.last_seq >= @last) AND o.${isFile}) AS sizeAfter
    ${ended} AND v.sha256 NOT IN (SELECT sha256 FROM came)`;

export const addedFiles = `WITH ended (sha256) AS MATERIALIZED (SELECT DISTINCT v.sha256 ${ended} AND v.sha256 IS NOT NULL)
  SELECT e.parent_id AS parentId, e.name, n.size ${came} AND n.sha256 NOT IN (SELECT sha256 FROM ended)
    AND NOT EXISTS (SELECT 1 FROM version o WHERE o.entry_id = n.entry_id AND o.${isFile}
      AND o.first_seq <= @before AND (o.last_seq IS NULL OR o.last_seq >= @before))`;

/** Goes through what changed between two snapshots, by the catalogue's indexes: the cost follows the change alone. */
export function createUnusualWalk(db: Connection) {
  const lost = db.prepare<[UnusualRange], LostFile>(lostSince);
  const added = db.prepare<[UnusualRange], NewFile>(addedFiles);
  return {
    lost: (range: UnusualRange): IterableIterator<LostFile> => lost.iterate(range),
    added: (range: UnusualRange): IterableIterator<NewFile> => added.iterate(range),
  };
}
