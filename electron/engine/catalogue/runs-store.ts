import type { BackupPart, Outcome, Progress, Run, RunDetail, RunKind, RunResult, RunStep } from '#shared/domain/run.ts';
import type { Warning } from '#shared/domain/warning.ts';
import type { HoldfastError } from '#shared/errors.ts';
import { type AuditedRun, keepAuditedRun, recordAuditedRun } from '../audit/audited-run.ts';
import { createHooksStore } from '../hooks/hooks-store.ts';
import { claimOccurrence, type DueOf } from '../schedule/occurrences-store.ts';
import type { Connection } from './open-catalogue.ts';

export interface NewRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly planId: string | null;
  readonly planName: string | null;
  readonly snapshotId: string | null;
  readonly subject: string;
  readonly startedAt: string;
  readonly pid: number;
  /** Tells this process from a later one of the same pid. */
  readonly processStart: string;
  /** What the audit trail will tell of it; left out where it tells nothing. */
  readonly audited?: AuditedRun | null;
  /** The occurrence of a schedule that it is started for. */
  readonly occurrence?: DueOf | null;
}

/** Plain data, so that it may cross between threads. */
export type RunFailure = Pick<HoldfastError, 'code' | 'message' | 'details'>;

export interface RunEnd {
  readonly endedAt: string;
  readonly outcome: Outcome;
  readonly snapshotId?: string | null;
  readonly result: RunResult | null;
  readonly error: RunFailure | null;
  readonly warnings: readonly Warning[];
  readonly warningCount: number;
  readonly steps: readonly RunStep[];
}

export interface RunFilter {
  readonly planId?: string | undefined;
  readonly kind?: RunKind | undefined;
  readonly outcome?: Outcome | undefined;
  /** Only runs older than that number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

interface Stored {
  readonly number: number;
  readonly id: string;
  readonly kind: RunKind;
  readonly planId: string | null;
  readonly planName: string | null;
  readonly snapshotId: string | null;
  readonly subject: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: Outcome | null;
  readonly result: string | null;
  readonly error: string | null;
  readonly warningCount: number;
  readonly steps: string;
  readonly progress: string | null;
}

/** What a backup's result says where it had that part. */
const holds: Readonly<Record<BackupPart, string>> = {
  files: "coalesce(result ->> '$.withoutFiles', 0) = 0",
  databases: "json_array_length(result, '$.databases') > 0",
};

const select = `SELECT number, id, kind, plan_id AS planId, plan_name AS planName, snapshot_id AS snapshotId, subject,
  started_at AS startedAt, ended_at AS endedAt, outcome, result, error, warning_count AS warningCount, steps, progress
  FROM run`;

/** Runs of all kinds, with their outcome and warnings. */
export function createRunsStore(db: Connection) {
  const byId = db.prepare<[string], Stored>(`${select} WHERE id = ?`);
  const lastGood = { files: prepareLastGood(db, 'files'), databases: prepareLastGood(db, 'databases') };
  const hooks = createHooksStore(db);
  const byPrefix = db.prepare<[string], Stored>(`${select} WHERE id GLOB ? || '*' LIMIT 2`);
  return {
    /** False, and nothing is recorded, where the occurrence that it is started for has been decided about already. */
    start: (run: NewRun): boolean => db.transaction(() => startRun(db, run)).immediate(),
    /** When the newest good backup of a part of the plan was begun, up to an instant; null without one. */
    lastGoodStart: (planId: string, part: BackupPart, until: string): string | null =>
      lastGood[part].get(planId, until) ?? null,
    /** Newest first, with the number to go on from. */
    list: (filter: RunFilter): { runs: Run[]; next: number | null } => {
      const rows = listRows(db, filter);
      return { runs: rows.map(toRun), next: rows.length === filter.limit ? (rows.at(-1)?.number ?? null) : null };
    },
    /** By id or a prefix that fits one run only. */
    find: (idOrPrefix: string): RunDetail | undefined => {
      const row = byId.get(idOrPrefix) ?? only(byPrefix.all(idOrPrefix.replaceAll(/[^0-9a-f-]/g, '?')));
      return row && { ...toRun(row), warnings: warningsOf(db, row.number), hooks: hooks.ofRun(row.id) };
    },
    last: (planId: string, kind: RunKind): Run | undefined => {
      const row = db
        .prepare<[string, string], Stored>(
          `${select} WHERE plan_id = ? AND kind = ? AND outcome IS NOT NULL ORDER BY number DESC LIMIT 1`,
        )
        .get(planId, kind);
      return row && toRun(row);
    },
    /** Runs without an outcome, with the process that they belong to. */
    open: (): { id: string; planId: string | null; kind: RunKind; pid: number; processStart: string }[] =>
      db
        .prepare<[], { id: string; planId: string | null; kind: RunKind; pid: number; processStart: string }>(
          'SELECT id, plan_id AS planId, kind, pid, process_start AS processStart FROM run WHERE outcome IS NULL',
        )
        .all(),
    /** Notes how far a run is; tells whether somebody asked to cancel it. */
    report: (id: string, progress: Progress): boolean => {
      const row = db
        .prepare<[string, string], { requested: number }>(
          'UPDATE run SET progress = ? WHERE id = ? RETURNING cancel_requested AS requested',
        )
        .get(JSON.stringify(progress), id);
      return row?.requested === 1;
    },
    requestCancel: (id: string): void => {
      db.prepare('UPDATE run SET cancel_requested = 1 WHERE id = ?').run(id);
    },
    /**
     * Records the outcome, once, and with it the run's entry in the audit trail: a run that has an outcome keeps it. Keeps
     * the first 1,000 warnings.
     */
    end: (id: string, end: RunEnd): void => {
      db.transaction(() => endRun(db, id, end)).immediate();
    },
    /** Records the outcome of a run that could not do so itself; tells whether it had none before. */
    endBroken: (id: string, endedAt: string, outcome: Outcome, failure: RunFailure): boolean => {
      const empty = { result: null, warnings: [], warningCount: 0, steps: [] };
      return db.transaction(() => endRun(db, id, { ...empty, endedAt, outcome, error: failure })).immediate();
    },
  };
}

const prepareLastGood = (db: Connection, part: BackupPart) =>
  db
    .prepare<[string, string], string>(
      `SELECT started_at FROM run WHERE plan_id = ? AND kind = 'backup' AND started_at <= ?
         AND outcome IN ('succeeded', 'succeeded-with-warnings') AND ${holds[part]} ORDER BY number DESC LIMIT 1`,
    )
    .pluck();

const only = (rows: readonly Stored[]): Stored | undefined => (rows.length === 1 ? rows[0] : undefined);

function startRun(db: Connection, { audited, occurrence, ...run }: NewRun): boolean {
  const now = Date.parse(run.startedAt);
  if (occurrence && !claimOccurrence(db, occurrence, { runId: run.id, now })) return false;
  db.prepare(
    `INSERT INTO run (id, kind, plan_id, plan_name, snapshot_id, subject, started_at, pid, process_start)
     VALUES (@id, @kind, @planId, @planName, @snapshotId, @subject, @startedAt, @pid, @processStart)`,
  ).run(run);
  if (audited) keepAuditedRun(db, run.id, audited);
  return true;
}

function listRows(db: Connection, filter: RunFilter): Stored[] {
  return db
    .prepare<unknown[], Stored>(
      `${select} WHERE (@planId IS NULL OR plan_id = @planId) AND (@kind IS NULL OR kind = @kind)
         AND (@outcome IS NULL OR outcome = @outcome) AND (@before IS NULL OR number < @before)
       ORDER BY number DESC LIMIT @limit`,
    )
    .all({
      planId: filter.planId ?? null,
      kind: filter.kind ?? null,
      outcome: filter.outcome ?? null,
      before: filter.before ?? null,
      limit: filter.limit,
    });
}

function warningsOf(db: Connection, number: number): Warning[] {
  return db
    .prepare<[number], Warning>('SELECT code, path, message FROM run_warning WHERE run_number = ? ORDER BY position')
    .all(number);
}

/** Tells whether it had no outcome before. */
function endRun(db: Connection, id: string, end: RunEnd): boolean {
  const row = db
    .prepare<unknown[], { number: number }>(
      `UPDATE run SET ended_at = @endedAt, outcome = @outcome, snapshot_id = coalesce(@snapshotId, snapshot_id),
         result = @result, error = @error, warning_count = @warningCount, steps = @steps, progress = NULL
       WHERE id = @id AND outcome IS NULL RETURNING number`,
    )
    .get({
      id,
      endedAt: end.endedAt,
      outcome: end.outcome,
      snapshotId: end.snapshotId ?? null,
      result: end.result && JSON.stringify(end.result),
      error: end.error && JSON.stringify(errorColumns(end.error)),
      warningCount: end.warningCount,
      steps: JSON.stringify(end.steps),
    });
  if (!row) return false;
  recordAuditedRun(db, id, end);
  const insert = db.prepare('INSERT INTO run_warning VALUES (?, ?, ?, ?, ?)');
  for (const [position, warning] of end.warnings.slice(0, 1000).entries()) {
    insert.run(row.number, position, warning.code, warning.path, warning.message);
  }
  return true;
}

const errorColumns = ({ code, message, details }: RunFailure) => ({ code, message, details });

function toRun(row: Stored): Run {
  const { number: _, result, error, steps, progress, ...rest } = row;
  return {
    ...rest,
    durationMs: row.endedAt ? Math.max(0, Date.parse(row.endedAt) - Date.parse(row.startedAt)) : 0,
    result: result ? JSON.parse(result) : null,
    error: error ? JSON.parse(error) : null,
    steps: JSON.parse(steps),
    progress: progress ? JSON.parse(progress) : null,
  };
}
