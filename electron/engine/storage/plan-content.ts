import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/**
 * Bytes of content of each plan's files: of each path every version once, and one that has only other attributes than the
 * one before it not again. Kept as versions come and go, since counting a million takes more than a second; whoever can't
 * say what it adds forgets the sum, and it is counted again when it is asked for.
 */

const isFile = `type = ${fileType.file}`;

/** Adds what a backup brought. `first`: the plan had no snapshot before. To be called within its transaction. */
export function addContent(db: Connection, { planKey, bytes, first }: Added): void {
  if (first) db.prepare('INSERT OR REPLACE INTO plan_content VALUES (?, ?)').run(planKey, bytes);
  else db.prepare('UPDATE plan_content SET bytes = bytes + ? WHERE plan_key = ?').run(bytes, planKey);
}

interface Added {
  readonly planKey: number;
  readonly bytes: number;
  readonly first: boolean;
}

/** From here on it is not known. To be called within the transaction that adds versions. */
export function forgetContent(db: Connection, planKey: number): void {
  db.prepare('DELETE FROM plan_content WHERE plan_key = ?').run(planKey);
}

interface Version {
  readonly entryId: number;
  readonly firstSeq: number;
}

interface Content {
  readonly size: number;
  readonly sha256: Buffer | null;
}

/**
 * Takes versions out of the sum as they are removed, one after the other: `remove` is called before each of them goes, and
 * `settle` in the end, within the transaction that removes them. Does nothing where the sum is not known.
 */
export function createContentRemoval(db: Connection, planKey: number) {
  const known =
    db.prepare<[number], number>('SELECT 1 FROM plan_content WHERE plan_key = ?').pluck().get(planKey) === 1;
  const columns = `SELECT size, sha256 FROM version WHERE entry_id = @entryId AND ${isFile}`;
  const [own, before, after] = [
    db.prepare<[Version], Content>(`${columns} AND first_seq = @firstSeq`),
    db.prepare<[Version], Content>(`${columns} AND first_seq < @firstSeq ORDER BY first_seq DESC LIMIT 1`),
    db.prepare<[Version], Content>(`${columns} AND first_seq > @firstSeq ORDER BY first_seq LIMIT 1`),
  ];
  let freed = 0;
  return {
    remove: (version: Version): void => {
      const gone = known ? own.get(version) : undefined;
      if (!gone) return;
      const [older, newer] = [before.get(version), after.get(version)];
      freed += countedAfter(older, gone) + countedAfter(gone, newer) - countedAfter(older, newer);
    },
    settle: (): void => {
      if (freed !== 0) db.prepare('UPDATE plan_content SET bytes = bytes - ? WHERE plan_key = ?').run(freed, planKey);
      freed = 0;
    },
  };
}

/** What a version adds to the sum if that one comes before it. */
function countedAfter(before: Content | undefined, version: Content | undefined): number {
  if (!version) return 0;
  const same = before?.sha256 && version.sha256?.equals(before.sha256);
  return same ? 0 : version.size;
}

interface Counted {
  readonly planKey: number;
  readonly bytes: number;
}

/** Of each plan; those whose sum is not known are counted first. Takes a transaction for that. */
export function readContent(db: Connection): Map<number, number> {
  const read = () => new Map(db.prepare<[], [number, number]>('SELECT plan_key, bytes FROM plan_content').raw().all());
  const missing = db
    .prepare<[], number>('SELECT key FROM place WHERE key NOT IN (SELECT plan_key FROM plan_content)')
    .pluck();
  if (missing.all().length === 0) return read();
  db.transaction(() => {
    const counted = new Map(countContent(db).map(({ planKey, bytes }) => [planKey, bytes]));
    const put = db.prepare('INSERT INTO plan_content VALUES (?, ?)');
    for (const key of missing.all()) put.run(key, counted.get(key) ?? 0);
  }).immediate();
  return read();
}

/** Reads every version: more than a second for a million. */
export const countContent = (db: Connection): Counted[] =>
  db
    .prepare<[], Counted>(
      `SELECT e.plan_key AS planKey, sum(v.size) AS bytes FROM (
         SELECT entry_id, size, sha256, lag(sha256) OVER (PARTITION BY entry_id ORDER BY first_seq) AS before
         FROM version WHERE ${isFile}
       ) v JOIN entry e ON e.id = v.entry_id
       WHERE e.plan_key > 0 AND (v.before IS NULL OR v.sha256 IS NOT v.before) GROUP BY e.plan_key`,
    )
    .all();
