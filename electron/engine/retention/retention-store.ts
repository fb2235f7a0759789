import type { Plan } from '#shared/domain/plan.ts';
import { createEntryPaths } from '../catalogue/entry-paths.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { keptUntil } from '../snapshots/kept-until.ts';
import type { JudgedSnapshot } from './judged-snapshot.ts';

/** What retention has to know of a plan. */
export interface RetentionState {
  /** Of both kinds, newest first. */
  readonly snapshots: readonly NamedSnapshot[];
  /** The plan's last backup that went its way did not succeed. */
  readonly failing: boolean;
}

export interface NamedSnapshot extends JudgedSnapshot {
  readonly name: string;
}

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly kind: 'backup' | 'safety';
  readonly sequence: number;
  readonly completedAt: string;
  readonly confirmedAt: string;
  readonly pinned: number;
  readonly hasFiles: number;
  /** JSON */
  readonly begunBy: string;
  readonly damaged: number;
  readonly verifiedAt: string | null;
  /** Of the run that made it; null where this home knows none. */
  readonly outcome: string | null;
  readonly error: string | null;
  readonly runNumber: number | null;
}

interface StoredDump {
  readonly snapshotId: string;
  readonly sourceId: string;
  readonly database: string;
  readonly damaged: number;
  readonly proven: number;
}

interface Range {
  readonly first: number;
  readonly last: number | null;
}

/** What the catalogue knows for retention. */
export function createRetentionStore(db: Connection) {
  const snapshots = db.prepare<[number], Stored>(
    `SELECT s.id, s.name, s.kind, s.sequence, s.completed_at AS completedAt, s.confirmed_at AS confirmedAt, s.pinned,
       s.has_files AS hasFiles, s.begun_by AS begunBy, s.damaged, s.verified_at AS verifiedAt, r.outcome, r.error ->> '$.code' AS error,
       r.number AS runNumber
     FROM snapshot s LEFT JOIN run r ON r.number = (SELECT max(number) FROM run
       WHERE snapshot_id = s.id AND kind = 'backup')
     WHERE s.plan_key = ? AND s.missing = 0 ORDER BY s.sequence DESC`,
  );
  const missing = db
    .prepare<[number], string>("SELECT path FROM run_warning WHERE run_number = ? AND code = 'source-missing'")
    .pluck();
  const dumps = db.prepare<[number], StoredDump>(
    `SELECT d.snapshot_id AS snapshotId, d.source_id AS sourceId, d.database,
       s.damaged > 0 AND EXISTS (SELECT 1 FROM dump_file f CROSS JOIN damage g ON g.snapshot_id = f.snapshot_id
           AND substr(g.path, -length('/' || f.path)) = '/' || f.path
         WHERE f.snapshot_id = d.snapshot_id AND f.dump_key = d.key) AS damaged,
       EXISTS (SELECT 1 FROM proof o WHERE o.snapshot_id = d.snapshot_id AND o.source_id = d.source_id
         AND o.database = d.database AND o.json ->> '$.ok' = 1) AS proven
     FROM snapshot s CROSS JOIN dump d ON d.snapshot_id = s.id WHERE s.plan_key = ? AND s.missing = 0`,
  );
  const ranges = db.prepare<[number], Range>(
    'SELECT first_seq AS first, last_seq AS last FROM version WHERE entry_id = ?',
  );
  const lastRun = db.prepare<[string], { outcome: string; error: string | null }>(
    `SELECT outcome, error ->> '$.code' AS error FROM run WHERE plan_id = ? AND kind = 'backup'
         AND outcome IN ('succeeded', 'succeeded-with-warnings', 'failed', 'interrupted') ORDER BY number DESC LIMIT 1`,
  );
  const succeeded = "kind = 'backup' AND outcome IN ('succeeded', 'succeeded-with-warnings')";
  const lastSuccess = db
    .prepare<[string], string>(`SELECT id FROM run WHERE plan_id = ? AND ${succeeded} ORDER BY number DESC LIMIT 1`)
    .pluck();
  const successes = db
    .prepare<[string, string], number>(
      `SELECT count(*) FROM run WHERE plan_id = ? AND ${succeeded} AND started_at >= ?`,
    )
    .pluck();
  const paths = createEntryPaths(db);
  const folderRanges = ({ plan, rootEntry }: PlanRow): (readonly [string, readonly Range[]])[] =>
    plan.folders.map((folder) => {
      const entry = paths.find(rootEntry, folder);
      return [folder, entry === undefined ? [] : ranges.all(entry)];
    });
  return {
    state: (row: PlanRow): RetentionState => {
      const { key, plan } = row;
      const folders = folderRanges(row);
      const held = Map.groupBy(dumps.all(key), ({ snapshotId }) => snapshotId);
      const judge = (stored: Stored): NamedSnapshot => {
        const lacking =
          stored.error === 'source-missing' && stored.runNumber !== null ? missing.all(stored.runNumber) : [];
        return judged(stored, { folders, lacking, dumps: held.get(stored.id) ?? [] });
      };
      return {
        snapshots: snapshots.all(key).map(judge),
        failing: isFailing(plan, lastRun.get(plan.id)),
      };
    },
    /** How many backups of the plan that began at that instant or later succeeded. */
    successes: (planId: string, since: string): number => successes.get(planId, since) ?? 0,
    /** Id of the plan's last backup that succeeded; null without one. */
    lastSuccess: (planId: string): string | null => lastSuccess.get(planId) ?? null,
  };
}

/** Where room ran out older copies are not wanted more than before, if the plan is to make room by what it no longer keeps. */
function isFailing(
  { drive }: Plan,
  last: { readonly outcome: string; readonly error: string | null } | undefined,
): boolean {
  if (last?.error === 'destination-full' && drive.whenFull === 'prune') return false;
  return last?.outcome === 'failed' || last?.outcome === 'interrupted';
}

interface Held {
  readonly folders: readonly (readonly [string, readonly Range[]])[];
  /** Folders that the run found missing. */
  readonly lacking: readonly string[];
  readonly dumps: readonly StoredDump[];
}

function judged(stored: Stored, { folders, lacking, dumps }: Held): NamedSnapshot {
  const { id, name, kind, sequence, completedAt, confirmedAt, pinned, hasFiles, damaged, verifiedAt, outcome, error } =
    stored;
  const there = (all: readonly Range[]) =>
    all.some(({ first, last }) => first <= sequence && (last ?? sequence) >= sequence);
  const held = hasFiles === 1 ? folders.filter(([folder, all]) => there(all) && !lacking.includes(folder)) : [];
  const roots = held.map(([folder]) => `folder ${folder}`);
  const files = hasFiles === 1 ? ['files'] : [];
  const named = dumps.map((dump) => ({ ...dump, subject: `database ${dump.sourceId} ${dump.database}` }));
  const whole = damaged === 0 && error !== 'nothing-backed-up';
  // What a run failed with may concern databases alone; then its files are good.
  const complete = whole && (outcome !== 'failed' || error !== 'source-missing') ? files : [];
  return {
    ...{ id, name, completedAt: Date.parse(completedAt), confirmedAt: Date.parse(confirmedAt), pinned: pinned === 1 },
    begunBy: JSON.parse(stored.begunBy),
    keptUntil: untilOf({ kind, completedAt }),
    holds: [...files, ...roots, ...named.map(({ subject }) => subject)],
    good: [
      ...complete,
      ...(whole ? roots : []),
      ...named.filter((dump) => dump.damaged === 0).map(({ subject }) => subject),
    ],
    verified: verifiedAt !== null && damaged === 0,
    proven: named.filter(({ proven }) => proven === 1).map(({ subject }) => subject),
  };
}

function untilOf(snapshot: Pick<Stored, 'kind' | 'completedAt'>): number | null {
  const until = keptUntil(snapshot);
  return until === null ? null : Date.parse(until);
}
