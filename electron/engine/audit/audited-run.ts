import type { AuditDetails, AuditEntry } from '#shared/domain/audit.ts';
import type { RunResult } from '#shared/domain/run.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { RunEnd } from '../catalogue/runs-store.ts';
import { recordAudit } from './record-audit.ts';

/** What the audit trail will tell of a run, as far as it is known when the run is ordered. */
export type AuditedRun = Pick<AuditEntry, 'user' | 'uid' | 'way' | 'action'> & {
  /** Snapshots that are named in the order, and may be gone when the run ends. */
  readonly snapshotIds: readonly string[];
  readonly details: Pick<AuditDetails, 'order' | 'planned'>;
};

type Stored = Omit<AuditEntry, 'number' | 'at' | 'outcome' | 'details'> & { readonly details: string };

/** Keeps it with the run, whose row must be there. Snapshots are kept by their names: they may be gone when the run ends. */
export function keepAuditedRun(db: Connection, runId: string, { details, snapshotIds, ...run }: AuditedRun): void {
  const names = namesOf(db, snapshotIds);
  // What is deleted is named whole.
  const snapshots = run.action === 'snapshot-delete' || run.action === 'prune' ? names : beginningOf(names);
  const order = { ...details.order, ...(names.length > 0 && { snapshots }) };
  db.prepare(
    `INSERT INTO audited_run (run_id, user, uid, way, action, snapshot_name, details)
     SELECT id, @user, @uid, @way, @action, (SELECT name FROM snapshot WHERE id = run.snapshot_id), @details
     FROM run WHERE id = @runId`,
  ).run({ ...run, runId, details: JSON.stringify({ ...details, order }) });
}

const namesOf = (db: Connection, snapshotIds: readonly string[]): string[] =>
  db
    .prepare<[string], string>('SELECT name FROM snapshot WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name')
    .pluck()
    .all(JSON.stringify(snapshotIds));

const listed = 20;

/** The beginning of a long list, and how many more there are. */
export const beginningOf = (list: readonly unknown[]): readonly unknown[] =>
  list.length > listed ? [...list.slice(0, listed), `and ${list.length - listed} more`] : list;

/**
 * Writes the entry of a run that ends, if it is one of those the trail tells of. Call it in the transaction that records
 * the run's outcome.
 */
export function recordAuditedRun(db: Connection, runId: string, end: RunEnd): void {
  const stored = db
    .prepare<[string], Stored>(
      `SELECT a.user, a.uid, a.way, a.action, run.subject, run.plan_id AS planId, run.plan_name AS planName,
         run.snapshot_id AS snapshotId, a.snapshot_name AS snapshotName, run.id AS runId, a.details
       FROM audited_run a JOIN run ON run.id = a.run_id WHERE a.run_id = ?`,
    )
    .get(runId);
  if (!stored) return;
  const { details, ...run } = stored;
  const ordered: AuditDetails = JSON.parse(details);
  recordAudit(db, { ...run, at: end.endedAt, outcome: end.outcome, details: { ...ordered, ...detailsOf(end) } });
  db.prepare('DELETE FROM audited_run WHERE run_id = ?').run(runId);
}

const detailsOf = ({ result, warningCount, error }: RunEnd): AuditDetails => ({
  ...(result && { result: countsOf(result) }),
  ...(warningCount > 0 && { warnings: warningCount }),
  ...(error && { error: { code: error.code, message: error.message } }),
});

/** Of lists only how long they are: the run itself has what is in them. */
const countsOf = ({ kind: _, ...result }: RunResult): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, Array.isArray(value) ? value.length : value]),
  );
