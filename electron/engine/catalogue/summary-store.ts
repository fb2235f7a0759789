import type { PlanStatus } from '#shared/domain/plan.ts';
import type { Outcome } from '#shared/domain/run.ts';
import type { ChangeEvent } from '#shared/domain/system.ts';
import { readContent } from '../storage/plan-content.ts';
import { isState } from './is-state.ts';
import type { Connection } from './open-catalogue.ts';
import { heldOnlyBySafety } from './safety-tree.ts';

/** How a plan stands, as far as the catalogue knows. */
export interface PlanSummary {
  readonly planKey: number;
  readonly snapshots: number;
  /** Those that restores made of what they were about to change; not among the others. */
  readonly safetySnapshots: number;
  /** Of both kinds: those with files that are known to be damaged. */
  readonly damagedSnapshots: number;
  /** The newest snapshot; null without one. */
  readonly newestId: string | null;
  /** Files and bytes of the newest one with files; 0 without one. */
  readonly files: number;
  readonly bytes: number;
  /** When the newest good copy was made or last confirmed: of folders and databases the older one, if the plan has both. */
  readonly lastGoodAt: string | null;
  /** The same of each part; null where the plan does not have it, too. */
  readonly lastGood: { readonly files: string | null; readonly databases: string | null };
  /** Newest dumps of the databases of the plan's servers; null without servers. */
  readonly dumps: PlanStatus['dumps'];
  readonly lastRun: {
    readonly id: string;
    readonly outcome: Outcome;
    readonly error: string | null;
    readonly warningCount: number;
  } | null;
  /** The backup that is going on. */
  readonly runningRunId: string | null;
}

interface LastRun {
  readonly id: string;
  readonly outcome: Outcome;
  readonly error: string | null;
  readonly warningCount: number;
}

/** Safety snapshots hold what was there before a restore: they are no copies that a plan made. */
const isBackup = "missing = 0 AND kind = 'backup'";

/** Sums over plans and repositories; each costs a few index look-ups a plan, whatever the number of files. */
export function createSummaryStore(db: Connection) {
  const plans = db.prepare<[], PlanParts>(
    `SELECT c.key AS planKey, p.id AS planId, json_array_length(p.settings, '$.folders') > 0 AS hasFolders,
       coalesce(json_array_length(p.settings, '$.databases'), 0) > 0 AS hasDatabases
     FROM place c JOIN plan p ON p.id = c.plan_id`,
  );
  const counted = db.prepare<[number], { snapshots: number }>(
    `SELECT count(*) AS snapshots FROM snapshot WHERE plan_key = ? AND ${isBackup}`,
  );
  const safeties = db
    .prepare<[number], string>("SELECT id FROM snapshot WHERE plan_key = ? AND missing = 0 AND kind = 'safety'")
    .pluck();
  const damaged = db
    .prepare<[number], number>('SELECT count(*) FROM snapshot WHERE plan_key = ? AND missing = 0 AND damaged > 0')
    .pluck();
  const newest = db
    .prepare<[number], string>(
      `SELECT id FROM snapshot WHERE plan_key = ? AND ${isBackup} ORDER BY sequence DESC LIMIT 1`,
    )
    .pluck();
  const newestFiles = db.prepare<[number], { files: number; bytes: number }>(
    `SELECT files, bytes FROM snapshot WHERE plan_key = ? AND missing = 0 AND ${isState} ORDER BY sequence DESC LIMIT 1`,
  );
  const goodFiles = prepareGood(db, isState, `r.error ->> '$.code' NOT IN ('source-missing', 'nothing-backed-up')`);
  const goodDumps = prepareGood(db, 'EXISTS (SELECT 1 FROM dump WHERE snapshot_id = s.id)', 'FALSE');
  const last = db.prepare<[string], LastRun>(
    `SELECT id, outcome, json_extract(error, '$.message') AS error, warning_count AS warningCount FROM run
     WHERE plan_id = ? AND kind = 'backup' AND outcome IS NOT NULL ORDER BY number DESC LIMIT 1`,
  );
  const running = db.prepare<[], { planId: string; id: string }>(
    "SELECT plan_id AS planId, id FROM run WHERE outcome IS NULL AND kind = 'backup' AND plan_id IS NOT NULL",
  );
  const ofRepositories = db.prepare<[], { repositoryKey: number; plans: number; snapshots: number }>(
    `SELECT p.repository_key AS repositoryKey, count(*) AS plans,
       sum((SELECT count(*) FROM snapshot WHERE plan_key = p.key AND ${isBackup})) AS snapshots
     FROM place p GROUP BY p.repository_key`,
  );
  const dumps = db.prepare<unknown[], NonNullable<PlanStatus['dumps']>>(
    `WITH newest AS (
       SELECT d.snapshot_id, d.source_id, d.database, d.bytes, max(s.sequence)
       FROM snapshot s CROSS JOIN dump d ON d.snapshot_id = s.id
       WHERE s.plan_key = @planKey AND ${isBackup} AND d.source_id IN (
         SELECT j.value ->> '$.id' FROM place c JOIN plan p ON p.id = c.plan_id, json_each(p.settings, '$.databases') j
         WHERE c.key = @planKey)
       GROUP BY d.source_id, d.database)
     SELECT count(*) AS databases, coalesce(sum(n.bytes), 0) AS bytes,
       count(*) FILTER (WHERE o.json ->> '$.ok' = 1) AS proven, count(*) FILTER (WHERE o.json ->> '$.ok' = 0) AS failed,
       (SELECT max(q.at) FROM snapshot s CROSS JOIN proof q ON q.snapshot_id = s.id
        WHERE s.plan_key = @planKey AND ${isBackup} AND q.json ->> '$.ok' = 1) AS provenAt
     FROM newest n LEFT JOIN proof o ON o.snapshot_id = n.snapshot_id AND o.source_id = n.source_id
       AND o.database = n.database`,
  );
  const dumped = db
    .prepare<[number], number>(
      `SELECT coalesce(sum(f.size), 0) FROM snapshot s CROSS JOIN dump_file f ON f.snapshot_id = s.id
       WHERE s.plan_key = ? AND s.missing = 0`,
    )
    .pluck();
  const newestDumps = db
    .prepare<[number], number>(
      `SELECT coalesce(sum(d.bytes), 0) FROM dump d WHERE d.snapshot_id = (SELECT s.id FROM snapshot s
         WHERE s.plan_key = ? AND ${isBackup} AND EXISTS (SELECT 1 FROM dump WHERE snapshot_id = s.id)
         ORDER BY s.sequence DESC LIMIT 1)`,
    )
    .pluck();
  const pulse = db.prepare<[], Record<ChangeEvent['topics'][number], string>>(
    `SELECT
       (SELECT group_concat(id || name || settings) FROM plan) || (SELECT count(*) FROM place) AS plans,
       (SELECT group_concat(id || path || volume) FROM repository) AS repositories,
       (SELECT count(*) || ' ' || coalesce(max(confirmed_at), '') || ' ' || total(pinned) || ' ' || total(damaged)
          || ' ' || total(missing) || ' ' || coalesce(max(verified_at), '') FROM snapshot)
         || ' ' || (SELECT count(*) || ' ' || coalesce(max(at), '') FROM proof) AS snapshots,
       (SELECT coalesce(max(number), 0) FROM run) || ' ' ||
         (SELECT count(*) FROM run WHERE outcome IS NULL) AS runs,
       '' AS settings,
       (SELECT coalesce(max(number), 0) || ' ' || count(*) FILTER (WHERE state = 'waiting') || ' '
          || coalesce(max(tried_at), 0) FROM delivery) || (SELECT coalesce(group_concat(json), '') FROM channel)
         AS notifications,
       '' AS sample`,
  );
  return {
    /** For each topic a text that differs whenever something of it changed; progress of runs does not count. */
    pulse: () => pulse.get(),
    plans: (): PlanSummary[] => {
      const open = new Map(running.all().map((run) => [run.planId, run.id]));
      return plans.all().map(({ planKey, planId, hasFolders, hasDatabases }) => {
        const lastGood = { files: goodFiles.get(planKey) ?? null, databases: goodDumps.get(planKey) ?? null };
        return {
          planKey,
          snapshots: counted.get(planKey)?.snapshots ?? 0,
          safetySnapshots: safeties.all(planKey).length,
          damagedSnapshots: damaged.get(planKey) ?? 0,
          newestId: newest.get(planKey) ?? null,
          ...(newestFiles.get(planKey) ?? { files: 0, bytes: 0 }),
          lastGoodAt: older([
            ...(hasFolders || !hasDatabases ? [lastGood.files] : []),
            ...(hasDatabases ? [lastGood.databases] : []),
          ]),
          lastGood,
          dumps: hasDatabases ? (dumps.get({ planKey }) ?? null) : null,
          lastRun: last.get(planId) ?? null,
          runningRunId: open.get(planId) ?? null,
        };
      });
    },
    repositories: () => ofRepositories.all(),
    /**
     * Bytes of content of each plan over all its snapshots: each version of a path once, and all dumps. Sums that are
     * not known are counted first, for which it has to be the writing connection.
     */
    contentBytes: () => {
      const ofFiles = readContent(db);
      return plans.all().map(({ planKey }) => {
        const held = safeties.all(planKey).map((id) => heldOnlyBySafety(db, id).bytes);
        const dumpBytes = dumped.get(planKey) ?? 0;
        const bytes = held.reduce((sum, more) => sum + more, (ofFiles.get(planKey) ?? 0) + dumpBytes);
        return { planKey, bytes, dumpBytes, newestDumpBytes: newestDumps.get(planKey) ?? 0 };
      });
    },
  };
}

interface PlanParts {
  readonly planKey: number;
  readonly planId: string;
  readonly hasFolders: number;
  readonly hasDatabases: number;
}

/**
 * When the newest good one of those backups was last confirmed. One whose only run failed is no good copy, unless what it
 * failed with concerns the other part (`failedOtherwise`, a condition on the run `r`); one that no run here knows of is.
 */
const prepareGood = (db: Connection, which: string, failedOtherwise: string) =>
  db
    .prepare<[number], string>(
      `SELECT confirmed_at FROM snapshot s WHERE plan_key = ? AND ${isBackup} AND ${which}
         AND (EXISTS (SELECT 1 FROM run r WHERE r.snapshot_id = s.id AND r.kind = 'backup'
                        AND (r.outcome IN ('succeeded', 'succeeded-with-warnings')
                          OR (r.outcome = 'failed' AND ${failedOtherwise})))
           OR NOT EXISTS (SELECT 1 FROM run WHERE snapshot_id = s.id AND kind = 'backup'))
       ORDER BY sequence DESC LIMIT 1`,
    )
    .pluck();

/** Null if one of them is. */
export const older = (instants: readonly (string | null)[]): string | null =>
  instants.includes(null) ? null : (instants.toSorted()[0] ?? null);
