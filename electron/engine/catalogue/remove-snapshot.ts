import { createContentRemoval } from '../storage/plan-content.ts';
import { isState } from './is-state.ts';
import { moveChanges } from './note-changes.ts';
import type { Connection } from './open-catalogue.ts';
import { heldOnlyBySafety, treeKey } from './safety-tree.ts';

export interface HeldOnly {
  readonly files: number;
  readonly bytes: number;
  /** Dumps of databases, which no two snapshots share, and their bytes. */
  readonly dumps: number;
  readonly dumpBytes: number;
}

/** Between two snapshots that stay. */
interface Gap {
  /** That of the entries: negated for those of a safety snapshot. */
  readonly planKey: number;
  /** Sequence of the snapshot before it; -1 if there is none. */
  readonly before: number;
  /** Sequence of the snapshot after it; null if none comes after. */
  readonly after: number | null;
}

/**
 * Files, and their bytes, that none of the plan's other backups holds in that version; the snapshots given are of one
 * plan. That a safety snapshot holds it too is no comfort: that one goes by itself.
 */
export function heldOnlyBy(db: Connection, snapshotIds: readonly string[]): HeldOnly {
  const total = { files: 0, bytes: 0, ...dumpsOf(db, snapshotIds) };
  const places = placesOf(db, snapshotIds);
  for (const { id } of places.filter(standsAlone)) {
    const { files, bytes } = heldOnlyBySafety(db, id);
    total.files += files;
    total.bytes += bytes;
  }
  for (const gap of gapsOf(places.filter((place) => !standsAlone(place)))) {
    const sum = db
      .prepare<unknown[], Pick<HeldOnly, 'files' | 'bytes'>>(
        `SELECT count(*) AS files, coalesce(sum(v.size), 0) AS bytes FROM version v CROSS JOIN entry e ON e.id = v.entry_id
         WHERE ${onlyThere(gap)} AND e.plan_key = @planKey AND v.type = 0`,
      )
      .get(gap);
    total.files += sum?.files ?? 0;
    total.bytes += sum?.bytes ?? 0;
  }
  return total;
}

function dumpsOf(db: Connection, snapshotIds: readonly string[]): Pick<HeldOnly, 'dumps' | 'dumpBytes'> {
  const sum = db
    .prepare<[string], Pick<HeldOnly, 'dumps' | 'dumpBytes'>>(
      `SELECT count(*) AS dumps, coalesce(sum(bytes), 0) AS dumpBytes FROM dump
       WHERE snapshot_id IN (SELECT value FROM json_each(?))`,
    )
    .get(JSON.stringify(snapshotIds));
  return sum ?? { dumps: 0, dumpBytes: 0 };
}

/** Snapshots that are to be forgotten: hidden at once, and gone once `removeMissing` has come to its end. */
export function markMissing(db: Connection, snapshotIds: readonly string[]): void {
  const mark = db.prepare('UPDATE snapshot SET missing = 1 WHERE id = ?');
  for (const id of snapshotIds) mark.run(id);
}

/** Whether a plan has snapshots that are to be forgotten. */
export function hasMissing(db: Connection, planKey: number): boolean {
  return missingIds(db, planKey).length > 0;
}

/**
 * Forgets a plan's missing snapshots, a piece at a time: versions that none of the others holds go, and entries left
 * without any. Where the newest goes, the state of the one before it becomes the current one. Each step of the generator
 * is to run in a transaction; between two of them every other snapshot is as it was, and it may be begun again at any
 * time. The plan's lock must be held.
 */
export function* removeMissing(db: Connection, planKey: number): Generator<void> {
  const places = placesOf(db, missingIds(db, planKey));
  for (const gap of gapsOf(places.filter((place) => !standsAlone(place)))) yield* emptyGap(db, gap);
  const remove = db.prepare('DELETE FROM snapshot WHERE id = ?');
  const removeEntry = db.prepare('DELETE FROM entry WHERE id = ?');
  for (const place of places) {
    const { id, sequence, before, after } = place;
    if (standsAlone(place)) {
      yield* emptyGap(db, { planKey: treeKey(planKey), before: sequence - 1, after: sequence + 1 });
      removeEntry.run(place.rootEntry);
    } else {
      yield* moveChanges(db, { planKey, sequence, next: after, isFirst: before === -1 });
    }
    remove.run(id);
    yield;
  }
}

/** Forgets one snapshot, all at once. To be called within a transaction. */
export function removeSnapshot(db: Connection, snapshotId: string): void {
  const planKey = db.prepare<[string], number>('SELECT plan_key FROM snapshot WHERE id = ?').pluck().get(snapshotId);
  if (planKey === undefined) return;
  markMissing(db, [snapshotId]);
  drain(removeMissing(db, planKey));
}

/**
 * Forgets what was recorded of a plan after its newest backup, whose state becomes the current one again. To be called
 * within a transaction.
 */
export function removeBeyondNewest(db: Connection, planKey: number): void {
  const newest = db
    .prepare<[number], number | null>(`SELECT max(sequence) FROM snapshot WHERE plan_key = ? AND ${isState}`)
    .pluck();
  drain(emptyGap(db, { planKey, before: newest.get(planKey) ?? -1, after: null }));
}

function drain(steps: Generator<void>): void {
  for (const _ of steps);
}

function missingIds(db: Connection, planKey: number): string[] {
  return db
    .prepare<[number], string>('SELECT id FROM snapshot WHERE plan_key = ? AND missing = 1 ORDER BY sequence')
    .pluck()
    .all(planKey);
}

interface Place extends Gap {
  readonly id: string;
  readonly sequence: number;
  /** Null but for those with a tree of their own, to which what lies around them means nothing. */
  readonly rootEntry: number | null;
}

const standsAlone = ({ rootEntry }: Place): boolean => rootEntry !== null;

/** Snapshots with the states of the plan that stay around them once all given here are gone. */
function placesOf(db: Connection, snapshotIds: readonly string[]): Place[] {
  const place = db.prepare<unknown[], Place>(
    `SELECT s.id, s.sequence, s.plan_key AS planKey, s.root_entry AS rootEntry,
       coalesce((SELECT max(sequence) FROM snapshot o WHERE ${stays} AND o.sequence < s.sequence), -1) AS before,
       (SELECT min(sequence) FROM snapshot o WHERE ${stays} AND o.sequence > s.sequence) AS after
     FROM snapshot s WHERE s.id = @id`,
  );
  const leaving = JSON.stringify(snapshotIds);
  return snapshotIds.flatMap((id) => place.get({ id, leaving }) ?? []);
}

/** Neighbours among them share one. */
function gapsOf(places: readonly Place[]): Gap[] {
  const gaps = places.map(({ planKey, before, after }): Gap => ({ planKey, before, after }));
  return [...new Map(gaps.map((gap) => [gap.before, gap])).values()];
}

const stays = `o.plan_key = s.plan_key AND o.missing = 0 AND o.kind = 'backup' AND o.has_files = 1 AND o.id NOT IN (SELECT value FROM json_each(@leaving))`;

/** Condition on `v`: it begins after the snapshot before, and ends before the one after. Written for the index to use. */
const onlyThere = ({ after }: Gap): string =>
  after === null ? 'v.first_seq > @before' : 'v.last_seq > @before AND v.last_seq < @after AND +v.first_seq > @before';

interface Version {
  readonly entryId: number;
  readonly firstSeq: number;
  readonly lastSeq: number | null;
}

/** So many versions in one transaction: some tens of milliseconds. */
const pieceSize = 2000;

/** Removes first what only the gap holds, so that no entry ever has two current versions. */
function* emptyGap(db: Connection, gap: Gap): Generator<void> {
  const drop = db.prepare('DELETE FROM version WHERE entry_id = @entryId AND first_seq = @firstSeq');
  const content = createContentRemoval(db, gap.planKey);
  // Both indexes go on by entry, so pieces are read in their order.
  const index = gap.after === null ? 'first_seq' : 'last_seq';
  for (const piece of pieces(db, gap, { index, condition: onlyThere(gap) })) {
    for (const version of piece) {
      content.remove(version);
      drop.run(version);
    }
    content.settle();
    removeUnused(db, new Set(piece.map(({ entryId }) => entryId)));
    yield;
  }
  if (gap.after !== null) return;
  const revive = db.prepare('UPDATE version SET last_seq = NULL WHERE entry_id = @entryId AND first_seq = @firstSeq');
  for (const piece of pieces(db, gap, { index: 'last_seq', condition: 'v.last_seq >= @before' })) {
    for (const version of piece) revive.run(version);
    yield;
  }
}

function* pieces(
  db: Connection,
  gap: Gap,
  { index, condition }: { readonly index: 'first_seq' | 'last_seq'; readonly condition: string },
): Generator<readonly Version[]> {
  const read = db.prepare<unknown[], Version>(
    `SELECT v.entry_id AS entryId, v.first_seq AS firstSeq, v.last_seq AS lastSeq
     FROM version v CROSS JOIN entry e ON e.id = v.entry_id
     WHERE ${condition} AND (v.${index}, v.entry_id) > (@sequence, @entry) AND e.plan_key = @planKey
     ORDER BY v.${index}, v.entry_id LIMIT ${pieceSize}`,
  );
  for (let [sequence, entry] = [-1, -1]; ; ) {
    const piece = read.all({ ...gap, sequence, entry });
    const last = piece.at(-1);
    if (!last) return;
    yield piece;
    sequence = (index === 'first_seq' ? last.firstSeq : last.lastSeq) ?? -1;
    entry = last.entryId;
  }
}

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
