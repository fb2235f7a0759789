import type { Outcome } from '#shared/domain/run.ts';
import type { ChangeEvent } from '#shared/domain/system.ts';
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
  /** The newest snapshot, its files and bytes; null and 0 without one. */
  readonly newestId: string | null;
  readonly files: number;
  readonly bytes: number;
  /** When the newest good copy was made or last confirmed. */
  readonly lastGoodAt: string | null;
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
  const plans = db.prepare<[], { planKey: number; planId: string }>('SELECT key AS planKey, id AS planId FROM plan');
  const counted = db.prepare<[number], { snapshots: number }>(
    `SELECT count(*) AS snapshots FROM snapshot WHERE plan_key = ? AND ${isBackup}`,
  );
  const safeties = db
    .prepare<[number], string>("SELECT id FROM snapshot WHERE plan_key = ? AND missing = 0 AND kind = 'safety'")
    .pluck();
  const damaged = db
    .prepare<[number], number>('SELECT count(*) FROM snapshot WHERE plan_key = ? AND missing = 0 AND damaged > 0')
    .pluck();
  const newest = db.prepare<[number], { id: string; files: number; bytes: number }>(
    `SELECT id, files, bytes FROM snapshot WHERE plan_key = ? AND ${isBackup} ORDER BY sequence DESC LIMIT 1`,
  );
  // A snapshot whose only run failed (a source was missing) is no good copy; one that no run here knows of is.
  const good = db.prepare<[number], { confirmedAt: string }>(
    `SELECT confirmed_at AS confirmedAt FROM snapshot s WHERE plan_key = ? AND ${isBackup}
       AND (EXISTS (SELECT 1 FROM run WHERE snapshot_id = s.id AND kind = 'backup'
                      AND outcome IN ('succeeded', 'succeeded-with-warnings'))
         OR NOT EXISTS (SELECT 1 FROM run WHERE snapshot_id = s.id AND kind = 'backup'))
     ORDER BY sequence DESC LIMIT 1`,
  );
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
     FROM plan p GROUP BY p.repository_key`,
  );
  const content = db.prepare<[], { planKey: number; bytes: number }>(
    `SELECT e.plan_key AS planKey, sum(v.size) AS bytes FROM (
       SELECT entry_id, size, sha256, lag(sha256) OVER (PARTITION BY entry_id ORDER BY first_seq) AS before
       FROM version WHERE type = 0
     ) v JOIN entry e ON e.id = v.entry_id WHERE e.plan_key > 0 AND (v.before IS NULL OR v.sha256 IS NOT v.before) GROUP BY e.plan_key`,
  );
  const pulse = db.prepare<[], Record<ChangeEvent['topics'][number], string>>(
    `SELECT
       (SELECT group_concat(id || name || settings) FROM plan) AS plans,
       (SELECT group_concat(id || path || volume) FROM repository) AS repositories,
       (SELECT count(*) || ' ' || coalesce(max(confirmed_at), '') || ' ' || total(pinned) || ' ' || total(damaged)
          || ' ' || total(missing) || ' ' || coalesce(max(verified_at), '') FROM snapshot) AS snapshots,
       (SELECT coalesce(max(number), 0) FROM run) || ' ' ||
         (SELECT count(*) FROM run WHERE outcome IS NULL) AS runs,
       '' AS settings`,
  );
  return {
    /** For each topic a text that differs whenever something of it changed; progress of runs does not count. */
    pulse: () => pulse.get(),
    plans: (): PlanSummary[] => {
      const open = new Map(running.all().map((run) => [run.planId, run.id]));
      return plans.all().map(({ planKey, planId }) => ({
        planKey,
        snapshots: counted.get(planKey)?.snapshots ?? 0,
        safetySnapshots: safeties.all(planKey).length,
        damagedSnapshots: damaged.get(planKey) ?? 0,
        ...newestOf(newest.get(planKey)),
        lastGoodAt: good.get(planKey)?.confirmedAt ?? null,
        lastRun: last.get(planId) ?? null,
        runningRunId: open.get(planId) ?? null,
      }));
    },
    repositories: () => ofRepositories.all(),
    /**
     * Bytes of file content of each plan over all its snapshots, each version of a path once. Reads every version:
     * about a second for a million.
     */
    contentBytes: () =>
      content.all().map(({ planKey, bytes }) => {
        const held = safeties.all(planKey).map((id) => heldOnlyBySafety(db, id).bytes);
        return { planKey, bytes: held.reduce((sum, more) => sum + more, bytes) };
      }),
  };
}

const newestOf = (row: { id: string; files: number; bytes: number } | undefined) => ({
  newestId: row?.id ?? null,
  files: row?.files ?? 0,
  bytes: row?.bytes ?? 0,
});
