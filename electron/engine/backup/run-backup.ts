import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import { dumpSource } from '../databases/dump-source.ts';
import type { DumpSource } from '../databases/dumped-database.ts';
import { type BackupHooks, createBackupHooks } from '../hooks/backup-hooks.ts';
import { checkDestination } from '../repository/check-destination.ts';
import { concernsVolume, destinationError } from '../repository/destination-error.ts';
import { planPaths } from '../repository/layout.ts';
import { acquirePlanLock } from '../repository/plan-lock.ts';
import { renewRunbook, writeRunbook } from '../runbook/write-runbook.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { requireRsync, requireSomeRsync } from '../tools/find-program.ts';
import { fsPath } from '../tools/fs-path.ts';
import { removeTree } from '../tools/remove-tree.ts';
import { forgetAccepted } from './accept-empty.ts';
import { adoptLeftovers, removeLeftoverDumps } from './adopt-leftovers.ts';
import { backUpDatabases } from './back-up-databases.ts';
import type { BackupScope } from './backup-scope.ts';
import { checkSpace } from './check-space.ts';
import { chooseParts } from './choose-parts.ts';
import { cloneTree, markLeftOut } from './clone-tree.ts';
import { commit } from './commit.ts';
import { confirmUnchanged, isUnchanged } from './confirm-unchanged.ts';
import { copyChanges } from './copy-changes.ts';
import { type DumpedDatabases, dumpDatabases, filesOf, tellDatabases } from './dump-databases.ts';
import { finishFolders } from './finish-folders.ts';
import { linkNames } from './link-names.ts';
import { refuseFull, withRoom } from './make-room.ts';
import { matchMoved } from './match-moved.ts';
import { type Chosen, type Held, type Locked, openScope } from './open-scope.ts';
import { rootPaths, type ScanOutcome, scan } from './scan.ts';
import { settleDoubtful } from './settle-doubtful.ts';
import { createTreePool, type TreePool } from './tree-pool.ts';
import { removeWorksheet } from './worksheet.ts';
import { type ListResult, writeLists } from './write-lists.ts';

/**
 * Backs up one plan: the pipeline of ENGINE, from checking the destination to the committed snapshot. Databases are dumped
 * first, so that the files are looked at when they are about to be copied. `dump` is what dumps a server.
 */
export async function runBackup(
  job: JobOf<'backup'>,
  context: RunContext,
  dump: DumpSource = dumpSource,
): Promise<RunReport> {
  const { plans } = context.catalogue;
  const { planId, repositoryId } = job;
  const row = repositoryId === undefined ? plans.get(planId) : plans.inRepository(planId, repositoryId);
  if (!row) throw new HoldfastError('plan-not-found', { plan: planId });
  const hooks = createBackupHooks({ context, plan: row.plan, repository: row.repositoryPath });
  return hooks.around(async () => {
    const repository = context.catalogue.repositories.byId(row.plan.repositoryId);
    if (!repository) throw new HoldfastError('repository-not-found', { repository: row.plan.repositoryId });
    const parts = chooseParts(row.plan, job.only);
    const chosen = { job, context, row, repository: repository.path, parts, dump };
    if (parts.files) return backUpFiles(chosen, repository, hooks);
    checkDestination(repository);
    return underLock(chosen, hooks, backUpDatabases);
  });
}

async function backUpFiles(chosen: Chosen, repository: RepositoryRow, hooks: BackupHooks): Promise<RunReport> {
  // Its threads come up while this one goes on.
  const early = createTreePool(chosen.context.home);
  let ready: TreePool | null = early;
  let found: ReturnType<typeof requireRsync> | undefined;
  const rsync = () => (found ??= requireRsync());
  const backUpWithin = async (held: Held): Promise<RunReport> => {
    const pool = ready ?? createTreePool(chosen.context.home);
    ready = null;
    try {
      return await backUp({ ...held, pool, rsync });
    } finally {
      await pool.close();
    }
  };
  try {
    // Dumps may take an hour: whether it is new enough is asked before them, else when it is needed.
    await (chosen.parts.databases.length > 0 ? rsync() : requireSomeRsync());
    checkDestination(repository);
    return await underLock(chosen, hooks, backUpWithin);
  } finally {
    await early.close();
  }
}

async function underLock(
  chosen: Chosen,
  hooks: BackupHooks,
  work: (locked: Held) => Promise<RunReport>,
): Promise<RunReport> {
  const { context, row, repository } = chosen;
  const paths = planPaths(repository, row.plan.slug);
  const lock = acquirePlanLock(paths, { planName: row.plan.name, runId: context.runId });
  try {
    return await hooks.within(() =>
      withRoom({ ...chosen, paths, lock }, (held) =>
        work(held).catch((error: unknown) => {
          throw reasonOf(error, chosen);
        }),
      ),
    );
  } finally {
    lock.release();
  }
}

/** What a failed call on the drive means; and where a program failed because the drive is gone, that. */
function reasonOf(error: unknown, { context, row, repository }: Chosen): unknown {
  if (concernsVolume(error, repository)) return destinationError(error, repository);
  if (!(error instanceof HoldfastError) || error.code !== 'program-failed') return error;
  try {
    const place = context.catalogue.repositories.byId(row.plan.repositoryId);
    if (place) checkDestination(place);
    return error;
  } catch (gone) {
    context.log(error.message);
    return gone;
  }
}

async function backUp(locked: Locked): Promise<RunReport> {
  const { context } = locked;
  const plan = forgetAccepted(locked.row.plan, context);
  const scope = await openScope({ ...locked, row: { ...locked.row, plan } });
  let committed = false;
  try {
    const dumped = await dumpFirst(locked, scope);
    const roots = rootPaths(scope.plan.folders);
    context.progress.enter('scanning');
    const warningsBefore = context.warningCount();
    const found = await scan(scope);
    await settleDoubtful(scope, roots);
    const unchanged = dumped.dumps.length === 0 && isUnchanged(scope);
    const report = unchanged
      ? confirmUnchanged(scope, dumped)
      : await makeSnapshot(locked, scope, { roots, found, dumped, warningsBefore });
    committed = true;
    (unchanged ? renewRunbook : writeRunbook)(locked.repository);
    const failure = missingFailure(scope, found) ?? report.failure ?? dumped.failures[0]?.error;
    return { ...report, ...(failure && { failure }) };
  } finally {
    // What its threads are still at ends before the worksheet and the lock go.
    await scope.pool.close();
    scope.worksheet.close();
    if (committed) removeWorksheet(scope.worksheet.path);
    // The next run goes on from the files that were copied, but never from a dump.
    else removeTree(scope.target.databases);
  }
}

async function dumpFirst(locked: Locked, { paths, target }: BackupScope): Promise<DumpedDatabases> {
  const { context, parts, dump } = locked;
  if (parts.databases.length > 0) removeLeftoverDumps({ context, paths, target });
  const dumped = await dumpDatabases({ context, sources: parts.databases, target, dump });
  refuseFull(locked, dumped);
  return dumped;
}

interface Found {
  readonly roots: readonly string[];
  readonly found: ScanOutcome;
  readonly dumped: DumpedDatabases;
  /** Warnings that were given before anything concerned files. */
  readonly warningsBefore: number;
}

async function makeSnapshot(
  locked: Locked,
  scope: BackupScope,
  { roots, found, dumped, warningsBefore }: Found,
): Promise<RunReport> {
  const { context } = scope;
  // One that is too old is told before anything is made.
  await scope.rsync();
  await matchMoved(scope);
  adoptLeftovers(scope);
  const planned = checkSpace(scope, found);
  const left = markLeftOut(scope);
  context.progress.enter('cloning', { files: scope.base?.snapshot.files ?? 0 });
  const cloned = await cloneTree(scope, left);
  scope.flushEarly();
  await linkNames(scope, roots);
  context.progress.enter('copying', planned);
  await copyChanges(scope, roots);
  context.progress.enter('committing');
  scope.flushEarly();
  const write = () => writeLists(scope, left, filesOf(dumped));
  const lists = await writeListsBeside(scope, write, finishFolders(scope, roots, cloned));
  const isEmpty = lists.files === 0 && found.missing.length === 0 && context.warningCount() > warningsBefore;
  const failure = isEmpty ? new HoldfastError('nothing-backed-up', { plan: scope.plan.name }) : undefined;
  if (failure && dumped.dumps.length === 0) throw failure;
  const { snapshotId, counts } = await commit(scope, { lock: locked.lock, lists, missing: found.missing, dumped });
  const databases = tellDatabases(dumped);
  return {
    snapshotId,
    result: { kind: 'backup', unchanged: false, files: counts, databases },
    ...(failure && { failure }),
  };
}

/** The lists are written while folders are finished, and anew where that changed what is recorded of a folder. */
async function writeListsBeside(
  { target }: BackupScope,
  write: () => Promise<ListResult>,
  finished: Promise<boolean>,
): Promise<ListResult> {
  const [lists, changed] = await Promise.all([write(), finished]);
  if (!changed) return lists;
  for (const file of [target.sums, target.metadata]) fs.rmSync(fsPath(file));
  return write();
}

function missingFailure({ plan }: BackupScope, { missing }: ScanOutcome): HoldfastError | undefined {
  if (missing.length === 0) return undefined;
  return new HoldfastError('source-missing', { path: missing.join(', '), plan: plan.name });
}
