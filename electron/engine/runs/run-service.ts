import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { AuditAction } from '#shared/domain/audit.ts';
import type { BackupPart, Progress, RunDetail, RunEvent, RunKind } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { auditedOrder } from '../audit/audited-order.ts';
import { chooseParts } from '../backup/choose-parts.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { RunFailure } from '../catalogue/runs-store.ts';
import { interruptedDatabaseRestore } from '../databases/restore/interrupted-database-restore.ts';
import { type BrokenRunHooks, createBrokenRunHooks } from '../hooks/broken-run-hooks.ts';
import { chooseRepository, type TurningDestinations } from '../plans/plan-places.ts';
import type { Ports } from '../ports.ts';
import { interruptedRestore } from '../restore/interrupted-restore.ts';
import type { DueOf } from '../schedule/occurrences-store.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import type { CutBackup } from './continue-backups.ts';
import { isRunning, ownProcess } from './process-identity.ts';
import { runFiles } from './run-files.ts';
import type { RunJob } from './run-job.ts';
import { type RunMessage, startRunThread } from './run-thread.ts';
import { createSweeper } from './sweep-ended.ts';
import { watchRun } from './watch-run.ts';

export interface StartBackup {
  /** Id or name. */
  readonly plan: string;
  readonly fullChecksum: boolean;
  readonly only?: BackupPart | null | undefined;
  /** Id or path of the repository it goes to; left out: the one whose turn it is. */
  readonly repository?: string | undefined;
  /** The occurrence of a schedule that it is started for. */
  readonly occurrence?: DueOf;
}

export interface StartRun {
  readonly job: RunJob;
  readonly planId: string | null;
  readonly planName: string | null;
  readonly snapshotId?: string | null;
  /** What the run is to do, in words: `Documents`, `3 files to /home/ann/restored`. */
  readonly subject: string;
  /** The occurrence of a schedule that it is started for. */
  readonly occurrence?: DueOf | undefined;
  /** For the audit trail: what it is called there if its kind does not tell, and what a dry run promised. */
  readonly audited?: { readonly action?: AuditAction; readonly planned?: Readonly<Record<string, unknown>> };
}

/** Starts runs, each on a thread of its own, and follows them. */
export interface RunService {
  readonly service: Service<'runs'>;
  /** Starts a run and gives its id. Throws `plan-busy` if one of the same plan is going on in this process. */
  start(request: StartRun): Promise<string>;
  /** Starts a backup and gives its id. Throws as `start`, and `plan-busy` where its occurrence has been started already. */
  backUp(request: StartBackup): Promise<string>;
  /** Records runs whose process died without an outcome; what they and earlier ones left in the home goes. */
  closeInterrupted(): Promise<void>;
  /** Backups that are going on in this process, but for those that somebody cancelled. */
  goingBackups(): readonly CutBackup[];
  /** Cancels what is going on and waits for it to end. */
  close(): Promise<void>;
}

interface Required {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: TurningDestinations;
  readonly changes: ChangeHub;
  readonly ports: Ports;
  /** What the runs of a plan (null: of several) leave free on its repository's volume. */
  readonly keepFreeBytes: (planId: string | null, repositoryId?: string | null) => Promise<number>;
}

interface Dependencies extends Required {
  readonly hooks: BrokenRunHooks;
}

interface ActiveRun {
  readonly worker: Worker;
  readonly kind: RunKind;
  readonly job: RunJob;
  readonly planId: string | null;
  readonly listeners: Set<(message: RunMessage) => void>;
  readonly ended: Promise<void>;
  progress: Progress | null;
  /** Somebody wants it to end, and not only for now. */
  cancelled: boolean;
}

/** A command that ends waits so long for the drives where restores were cut off. */
const sweepGraceMs = 5000;

export function createRunService(required: Required): RunService {
  const { home, catalogue, ports } = required;
  const hooks = createBrokenRunHooks({ home, catalogue, logger: ports.logger });
  const dependencies: Dependencies = { ...required, hooks };
  const active = new Map<string, ActiveRun>();
  const sweeper = createSweeper(required);
  let swept = false;
  const start = (request: StartRun) => startRun(dependencies, active, request);
  const backUp = async ({ plan, fullChecksum, only, repository, occurrence }: StartBackup): Promise<string> => {
    const row = await chooseRepository(dependencies, plan, repository);
    const { id, name, folders, rotation, repositoryId } = row.plan;
    // What follows the plan's last run comes to an end first; a schedule looks again later.
    if (occurrence && hooks.going(id)) throw new HoldfastError('plan-busy', { name });
    await hooks.settled(id);
    const parts = chooseParts(row.plan, only);
    const what = [...(parts.files ? folders : []), ...parts.databases.map(({ label }) => label)].join(', ');
    const subject = rotation.length > 1 ? `${what} → ${row.repositoryPath}` : what;
    const scheduleId = occurrence?.scheduleId;
    const job = { kind: 'backup', planId: id, repositoryId, fullChecksum, only, scheduleId } as const;
    return start({ job, planId: id, planName: name, subject, occurrence });
  };
  const detail = async (run: string): Promise<RunDetail> => {
    const found = await catalogue.read.runs.find(run);
    if (!found) throw new HoldfastError('run-not-found', { run });
    return withProgress(found, active);
  };
  return {
    start,
    backUp,
    closeInterrupted: async () => {
      const closed = await closeInterrupted(dependencies, active);
      if (closed > 0 || !swept) await sweeper.sweep();
      swept = true;
    },
    goingBackups: () => [...active].flatMap(([runId, { job, cancelled }]) => (cancelled ? [] : cutBackup(runId, job))),
    close: async () => {
      for (const run of active.values()) run.worker.postMessage('cancel');
      await Promise.all([...active.values()].map((run) => run.ended));
      await hooks.close();
      await Promise.race([sweeper.settled(), delay(sweepGraceMs, undefined, { ref: false })]);
    },
    service: {
      backup: async (request) => ({ runId: await backUp(request) }),
      list: async ({ plan, kind, outcome, after, limit }) => {
        const row = plan === undefined ? undefined : await catalogue.read.plans.find(plan);
        if (plan !== undefined && !row) throw new HoldfastError('plan-not-found', { plan });
        const before = after === undefined ? undefined : Number(after);
        const page = await catalogue.read.runs.list({ planId: row?.plan.id, kind, outcome, before, limit });
        const next = page.next === null ? null : String(page.next);
        return { items: page.runs.map((run) => withProgress(run, active)), next };
      },
      get: ({ run }) => detail(run),
      log: async ({ run, from }) => readLog(runFiles(home, (await detail(run)).id).log, from),
      cancel: async ({ run }) => {
        const { id, outcome } = await detail(run);
        if (outcome !== null) return;
        const going = active.get(id);
        if (!going) return catalogue.write.runs.requestCancel(id);
        going.cancelled = true;
        going.worker.postMessage('cancel');
      },
      watch: ({ run }, signal) => watch(run, signal),
    },
  };

  async function* watch(run: string, signal: AbortSignal = new AbortController().signal): AsyncGenerator<RunEvent> {
    const { id } = await detail(run);
    yield* watchRun({ id, active: active.get(id), read: () => detail(id), signal });
  }
}

const withProgress = <Found extends { id: string; progress: Progress | null }>(
  run: Found,
  active: ReadonlyMap<string, ActiveRun>,
): Found => ({ ...run, progress: active.get(run.id)?.progress ?? run.progress });

/** What is needed to start it again; none of any other kind. */
function cutBackup(runId: string, job: RunJob): readonly CutBackup[] {
  if (job.kind !== 'backup') return [];
  const { planId, fullChecksum, only = null, repositoryId = null } = job;
  return [{ runId, planId, fullChecksum, only, repositoryId }];
}

async function startRun(
  dependencies: Dependencies,
  active: Map<string, ActiveRun>,
  request: StartRun,
): Promise<string> {
  const { home, catalogue, changes, ports } = dependencies;
  const { job, planId, planName, subject } = request;
  const busy = [...active.values()].some((run) => run.planId === planId && run.kind === job.kind);
  if (job.kind === 'backup' && busy) throw new HoldfastError('plan-busy', { name: planName ?? '' });
  const runId = crypto.randomUUID();
  const startedAt = new Date(ports.clock.now()).toISOString();
  const repositoryId = 'repositoryId' in job ? job.repositoryId : null;
  const keepFreeBytes = await dependencies.keepFreeBytes(planId, repositoryId);
  const asked = { home, runId, startedAt, keepFreeBytes, job };
  const snapshotId = request.snapshotId ?? null;
  const run = { id: runId, kind: job.kind, planId, planName, snapshotId, subject, startedAt };
  const occurrence = request.occurrence ?? null;
  const recorded = { ...run, ...ownProcess(), audited: auditedOrder(request), occurrence };
  if (!(await catalogue.write.runs.start(recorded))) throw new HoldfastError('plan-busy', { name: planName ?? '' });
  follow(dependencies, active, { runId, job, planId, worker: startRunThread(asked) });
  changes.emit(['runs', 'plans']);
  return runId;
}

interface Followed {
  readonly runId: string;
  readonly job: RunJob;
  readonly planId: string | null;
  readonly worker: Worker;
}

/** Keeps a run's progress, tells its listeners, and sees to it that it ends with an outcome even if its thread dies. */
function follow(
  dependencies: Dependencies,
  active: Map<string, ActiveRun>,
  { runId, job, planId, worker }: Followed,
): void {
  const listeners = new Set<(message: RunMessage) => void>();
  let broken: Error | null = null;
  worker.on('message', (message: RunMessage) => {
    const run = active.get(runId);
    if (message.type === 'progress' && run) run.progress = message.progress;
    if (message.type === 'broken') broken = new HoldfastError('internal', { reason: message.reason });
    else for (const listener of [...listeners]) listener(message);
  });
  worker.on('error', (error: Error) => {
    broken = error;
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve())).then(async () => {
    if (broken) await recordBroken(dependencies, runId, broken);
    active.delete(runId);
    for (const listener of [...listeners]) listener({ type: 'ended' });
    dependencies.changes.emit(['runs', 'plans', 'snapshots', 'repositories']);
  });
  active.set(runId, { worker, kind: job.kind, job, planId, listeners, ended, progress: null, cancelled: false });
}

async function recordBroken({ catalogue, ports, hooks }: Dependencies, runId: string, error: Error): Promise<void> {
  ports.logger.error(`run ${runId} broke off`, error);
  const failure = toFailure(new HoldfastError('internal', { reason: error.message }));
  const at = new Date(ports.clock.now()).toISOString();
  const recorded = await catalogue.write.runs.endBroken(runId, at, 'failed', failure).catch((reason: unknown) => {
    // A full home: the next start finds the run without an outcome and closes it as interrupted.
    ports.logger.error(`the end of run ${runId} could not be recorded`, reason);
    return false;
  });
  if (recorded) hooks.follow(runId);
}

/** Gives how many there were. */
async function closeInterrupted(dependencies: Dependencies, active: ReadonlyMap<string, ActiveRun>): Promise<number> {
  const { catalogue, ports, changes, hooks } = dependencies;
  const open = await catalogue.read.runs.open();
  const dead = open.filter((run) => !active.has(run.id) && !isRunning(run));
  for (const { id, kind } of dead) {
    const at = new Date(ports.clock.now()).toISOString();
    const error = await interruptedError(dependencies, id, kind);
    if (await catalogue.write.runs.endBroken(id, at, 'interrupted', toFailure(error))) hooks.follow(id);
  }
  if (dead.length > 0) changes.emit(['runs', 'plans']);
  return dead.length;
}

async function interruptedError(dependencies: Dependencies, id: string, kind: RunKind): Promise<HoldfastError> {
  if (kind === 'restore') return interruptedRestore(dependencies, id);
  if (kind === 'restore-database') return interruptedDatabaseRestore(dependencies.home, id);
  return new HoldfastError('interrupted');
}

const toFailure = ({ code, message, details }: HoldfastError): RunFailure => ({ code, message, details });

const linesAtOnce = 1000;

async function readLog(file: string, from: number): Promise<{ lines: string[]; next: number | null }> {
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').slice(0, -1);
  const end = from + linesAtOnce;
  return { lines: lines.slice(from, end), next: end < lines.length ? end : null };
}
