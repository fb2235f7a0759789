import fs from 'node:fs';
import path from 'node:path';
import type { Progress, RunKind } from '#shared/domain/run.ts';
import type { Warning } from '#shared/domain/warning.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { packNames } from '../catalogue/name-blocks.ts';
import { openCatalogue } from '../catalogue/open-catalogue.ts';
import { type Ended, endedBy, endedWith, outcomeOf } from './judge-end.ts';
import { nameDestination } from './name-destination.ts';
import { createProgressMeter } from './progress-meter.ts';
import type { RunContext } from './run-context.ts';
import { runFiles } from './run-files.ts';
import type { RunJob, RunReport } from './run-job.ts';

export interface RunRequest {
  readonly home: string;
  readonly runId: string;
  readonly startedAt: string;
  readonly keepFreeBytes: number;
  readonly job: RunJob;
}

const keptWarnings = 1000;

/**
 * Runs one job on this thread and records its outcome; whatever happens in the job, the run ends in exactly one.
 * Rejects only if the outcome itself could not be recorded.
 */
export async function executeRun(
  request: RunRequest,
  cancelled: AbortSignal,
  publish: (progress: Progress) => void,
): Promise<void> {
  const abort = new AbortController();
  const cancel = () => abort.abort(new HoldfastError('cancelled'));
  if (cancelled.aborted) cancel();
  cancelled.addEventListener('abort', cancel, { once: true });
  const db = openCatalogue(request.home);
  const context = createContext(request, db, abort.signal, publish);
  const pulse = startPulse(context, cancel);
  try {
    const ended = await runJob(request.job, context);
    record(context, ended);
    readyNames(context);
  } finally {
    pulse.stop();
    db.close();
  }
}

/** Search is fast again over what the run added. Where that fails, the next run sees to it, and this one ended as it did. */
function readyNames({ db, log }: RunContext): void {
  try {
    packNames(db);
  } catch (error) {
    log(`names were not packed for searching: ${String(error)}`);
  }
}

/**
 * Writes how far the run is into its row, once a second, and hears from it whether somebody wants it cancelled. A beat is
 * left out while another run commits: on a connection of its own, which does not wait.
 */
function startPulse(context: RunContext, cancel: () => void): { stop: () => void } {
  const db = openCatalogue(context.home, { cacheKb: 500 });
  db.pragma('busy_timeout = 0');
  const { runs } = createCatalogue(db);
  const timer = setInterval(() => {
    try {
      if (runs.report(context.runId, context.progress.current)) cancel();
    } catch (error) {
      context.log(`progress was not recorded: ${String(error)}`);
    }
  }, 1000);
  return {
    stop: () => {
      clearInterval(timer);
      db.close();
    },
  };
}

function createContext(
  request: RunRequest,
  db: ReturnType<typeof openCatalogue>,
  signal: AbortSignal,
  publish: (progress: Progress) => void,
): RunContext {
  const { home, runId, startedAt, keepFreeBytes } = request;
  const files = runFiles(home, runId);
  fs.mkdirSync(path.dirname(files.log), { recursive: true, mode: 0o700 });
  const log = (line: string) => fs.appendFileSync(files.log, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
  const warnings: Warning[] = [];
  let count = 0;
  return {
    home,
    runId,
    startedAt,
    db,
    catalogue: createCatalogue(db),
    signal,
    progress: createProgressMeter(publish),
    keepFreeBytes,
    now: Date.now,
    log,
    warn: (warning) => {
      count += 1;
      if (warnings.length < keptWarnings) warnings.push(warning);
      log(`warning ${warning.code}: ${warning.message}`);
    },
    warningCount: () => count,
    warnings: () => warnings,
  };
}

async function runJob(job: RunJob, context: RunContext): Promise<Ended> {
  context.log(`${job.kind} started`);
  try {
    return endedWith(await dispatch(job, context));
  } catch (thrown) {
    const { report, error } = endedBy(thrown, context);
    const ended = { report, error: error && nameDestination(error, context) };
    if (ended.error?.code === 'internal')
      context.log(thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown));
    return ended;
  }
}

/** Each kind of job is loaded by itself: a backup need not wait for what a restore is made of. */
const modules = {
  backup: () => import('../backup/run-backup.ts'),
  restore: () => import('../restore/run-restore.ts'),
  verify: () => import('../verification/run-verify.ts'),
  'test-restore': () => import('../databases/proof/run-test-restore.ts'),
  'restore-database': () => import('../databases/restore/run-database-restore.ts'),
  repair: () => import('../verification/repair/run-repair.ts'),
  delete: () => import('../snapshots/run-delete.ts'),
  rebuild: () => import('../snapshots/run-rebuild.ts'),
} as const satisfies Record<RunKind, () => Promise<unknown>>;

/** Loads what a run of that kind is made of, so that it need not wait for it. */
export const loadJob = (kind: RunKind): Promise<unknown> => modules[kind]();

async function dispatch(job: RunJob, context: RunContext): Promise<RunReport> {
  switch (job.kind) {
    case 'backup':
      return (await modules.backup()).runBackup(job, context);
    case 'restore':
      return (await modules.restore()).runRestore(job, context);
    case 'verify':
      return (await modules.verify()).runVerify(job, context);
    case 'test-restore':
      return (await modules['test-restore']()).runTestRestore(job, context);
    case 'restore-database':
      return (await modules['restore-database']()).runDatabaseRestore(job, context);
    case 'repair':
      return (await modules.repair()).runRepair(job, context);
    case 'delete':
      return (await modules.delete()).runDelete(job, context);
    case 'rebuild':
      return (await modules.rebuild()).runRebuild(job, context);
  }
}

function record(context: RunContext, { report, error }: Ended): void {
  const outcome = outcomeOf({ report, error }, context.warningCount());
  context.log(`${outcome}${error ? `: ${error.message}` : ''}`);
  context.catalogue.runs.end(context.runId, {
    endedAt: new Date(context.now()).toISOString(),
    outcome,
    snapshotId: report?.snapshotId ?? null,
    result: report?.result ?? null,
    error,
    warnings: context.warnings(),
    warningCount: context.warningCount(),
    steps: context.progress.steps(),
  });
}
