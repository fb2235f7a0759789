import type { FileCounts } from '#shared/domain/run.ts';
import type { SnapshotKind } from '#shared/domain/snapshot.ts';
import { isState } from './is-state.ts';
import { noteChanges } from './note-changes.ts';
import type { Connection } from './open-catalogue.ts';

export interface SnapshotRow {
  readonly id: string;
  readonly planKey: number;
  readonly sequence: number;
  readonly name: string;
  readonly startedAt: string;
  readonly completedAt: string;
  readonly confirmedAt: string;
  readonly files: number;
  readonly folders: number;
  readonly bytes: number;
  readonly changes: FileCounts;
  readonly warningCount: number;
  readonly pinned: boolean;
  readonly damaged: number;
  readonly verifiedAt: string | null;
  /** Its folder is not in the repository any more, and it is being forgotten. */
  readonly missing: boolean;
  readonly kind: SnapshotKind;
  /** False where only databases were backed up. */
  readonly hasFiles: boolean;
  /** Topmost entry of its own tree; null where it is one of the plan's states. */
  readonly rootEntry: number | null;
  /** What the backups were begun by that made or confirmed it: ids of schedules, null for one that somebody asked for. */
  readonly begunBy: readonly (string | null)[];
  /** Databases that it holds, and the bytes of their dumps. */
  readonly dumps: number;
  readonly dumpBytes: number;
}

/** A snapshot that is being recorded; its dumps are recorded beside it. */
export type NewSnapshot = Omit<SnapshotRow, 'dumps' | 'dumpBytes'>;

interface Stored extends Omit<SnapshotRow, 'changes' | 'pinned' | 'missing' | 'hasFiles' | 'begunBy'> {
  readonly changes: string;
  readonly pinned: number;
  readonly missing: number;
  readonly hasFiles: number;
  readonly begunBy: string;
}

const select = `SELECT id, plan_key AS planKey, sequence, name, started_at AS startedAt, completed_at AS completedAt,
  confirmed_at AS confirmedAt, files, folders, bytes, changes, warning_count AS warningCount, pinned, damaged,
  verified_at AS verifiedAt, missing, kind, has_files AS hasFiles, root_entry AS rootEntry, begun_by AS begunBy,
  (SELECT count(*) FROM dump d WHERE d.snapshot_id = snapshot.id) AS dumps,
  (SELECT coalesce(sum(bytes), 0) FROM dump d WHERE d.snapshot_id = snapshot.id) AS dumpBytes FROM snapshot`;

/** Snapshots as committed in their repositories: backups and the safety snapshots of restores. */
export function createSnapshotsStore(db: Connection) {
  const all = db.prepare<[], Stored>(`${select} WHERE missing = 0 ORDER BY completed_at DESC, sequence DESC`);
  const ofPlan = db.prepare<[number], Stored>(`${select} WHERE plan_key = ? AND missing = 0 ORDER BY sequence DESC`);
  const byId = db.prepare<[string], Stored>(`${select} WHERE id = ?`);
  const newestState = db.prepare<[number], Stored>(
    `${select} WHERE plan_key = ? AND missing = 0 AND ${isState} ORDER BY sequence DESC LIMIT 1`,
  );
  const highest = db.prepare<[number], number | null>('SELECT max(sequence) FROM snapshot WHERE plan_key = ?').pluck();
  const highestState = db
    .prepare<[number], number | null>(`SELECT max(sequence) FROM snapshot WHERE plan_key = ? AND ${isState}`)
    .pluck();
  const expired = db
    .prepare<[number, string], string>(
      `SELECT id FROM snapshot WHERE plan_key = ? AND kind = 'safety' AND missing = 0 AND pinned = 0
         AND completed_at <= ? ORDER BY sequence`,
    )
    .pluck();
  return {
    /** Newest first, of both kinds; without those that are being forgotten. */
    list: (planKey?: number): SnapshotRow[] =>
      (planKey === undefined ? all.all() : ofPlan.all(planKey)).map((row) => toRow(row)),
    /** The same of a plan in its repositories. */
    listOf: (planKeys: readonly number[]): SnapshotRow[] => {
      const rows = planKeys.flatMap((key) => ofPlan.all(key)).map((row) => toRow(row));
      // Each repository numbers for itself: between two of them the clock has to tell.
      return planKeys.length < 2 ? rows : rows.sort(newestFirst);
    },
    byId: (id: string): SnapshotRow | undefined => optional(byId.get(id)),
    /** The plan's newest backup with files. */
    newestState: (planKey: number): SnapshotRow | undefined => optional(newestState.get(planKey)),
    /** Of all kinds, which are numbered together; 0 without any. */
    highestSequence: (planKey: number): number => highest.get(planKey) ?? 0,
    highestState: (planKey: number): number => highestState.get(planKey) ?? 0,
    /** Ids of a plan's safety snapshots that were completed by then and are not pinned, oldest first. */
    expiredSafety: (planKey: number, completedBy: string): string[] => expired.all(planKey, completedBy),
    /** Its versions must be there: what a backup changed is noted from them. To be called within their transaction. */
    insert: (row: NewSnapshot): void => {
      db.prepare(
        `INSERT INTO snapshot (id, plan_key, sequence, name, started_at, completed_at, confirmed_at, files, folders,
           bytes, changes, warning_count, pinned, damaged, verified_at, missing, kind, has_files, root_entry, begun_by)
         VALUES (@id, @planKey, @sequence, @name, @startedAt, @completedAt, @confirmedAt, @files, @folders,
           @bytes, @changes, @warningCount, @pinned, @damaged, @verifiedAt, @missing, @kind, @hasFiles, @rootEntry, @begunBy)`,
      ).run({
        ...row,
        changes: JSON.stringify(row.changes),
        pinned: Number(row.pinned),
        missing: Number(row.missing),
        hasFiles: Number(row.hasFiles),
        begunBy: JSON.stringify(row.begunBy),
      });
      if (row.kind === 'backup' && row.hasFiles) noteChanges(db, row);
    },
    /** What an integrity check found: number of damaged files, and when (null leaves the last good check). */
    recordCheck: (id: string, damaged: number, verifiedAt: string | null): void => {
      db.prepare('UPDATE snapshot SET damaged = ?, verified_at = coalesce(?, verified_at) WHERE id = ?').run(
        damaged,
        verifiedAt,
        id,
      );
    },
  };
}

const newestFirst = (one: SnapshotRow, other: SnapshotRow): number =>
  Date.parse(other.completedAt) - Date.parse(one.completedAt) || other.sequence - one.sequence;

const optional = (row: Stored | undefined): SnapshotRow | undefined => row && toRow(row);

function toRow(row: Stored): SnapshotRow {
  const { changes, pinned, missing, hasFiles, begunBy } = row;
  const flags = { pinned: pinned === 1, missing: missing === 1, hasFiles: hasFiles === 1 };
  return { ...row, ...flags, changes: JSON.parse(changes), begunBy: JSON.parse(begunBy) };
}
