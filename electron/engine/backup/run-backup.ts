import fs from 'node:fs';
import path from 'node:path';
import type { FileCounts } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { checkDestination } from '../repository/check-destination.ts';
import { concernsVolume, destinationError } from '../repository/destination-error.ts';
import { type PlanPaths, planPaths, type SnapshotPaths, snapshotPaths } from '../repository/layout.ts';
import { acquirePlanLock, type PlanLock } from '../repository/plan-lock.ts';
import { probeVolume, type VolumeAbilities } from '../repository/probe-volume.ts';
import { writeRunbook } from '../runbook/write-runbook.ts';
import type { RunContext } from '../runs/run-context.ts';
import { runFiles } from '../runs/run-files.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { setAsideSafety } from '../safety/safety-leftovers.ts';
import { requireRsync } from '../tools/find-program.ts';
import { fsPath } from '../tools/fs-path.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { forgetAccepted } from './accept-empty.ts';
import { adoptLeftovers, removeLeftovers } from './adopt-leftovers.ts';
import type { BackupScope } from './backup-scope.ts';

import { checkSpace } from './check-space.ts';
import { cloneTree, markLeftOut } from './clone-tree.ts';
import { commit } from './commit.ts';
import { confirmUnchanged, isUnchanged } from './confirm-unchanged.ts';
import { copyChanges } from './copy-changes.ts';
import { createEntryIds } from './entry-ids.ts';
import { findBase } from './find-base.ts';
import { finishFolders } from './finish-folders.ts';
import { createEarlyFlush } from './flush-early.ts';
import { linkNames } from './link-names.ts';
import { matchMoved } from './match-moved.ts';
import { mountSession } from './mount-session.ts';
import { rootPaths, type ScanOutcome, scan } from './scan.ts';
import { settleDoubtful } from './settle-doubtful.ts';
import { createTreePool, poolSize, type TreePool } from './tree-pool.ts';
import { createWorksheet, removeWorksheet } from './worksheet.ts';
import { type ListResult, writeLists } from './write-lists.ts';

/** Backs up the folders of one plan: the pipeline of ENGINE, from checking the destination to the committed snapshot. */
export async function runBackup(job: JobOf<'backup'>, context: RunContext): Promise<RunReport> {
  const row = context.catalogue.plans.get(job.planId);
  if (!row) throw new HoldfastError('plan-not-found', { plan: job.planId });
  const repository = context.catalogue.repositories.byId(row.plan.repositoryId);
  if (!repository) throw new HoldfastError('repository-not-found', { repository: row.plan.repositoryId });
  // Its threads come up while this one goes on.
  const pool = createTreePool(context.home);
  try {
    const rsync = await requireRsync();
    checkDestination(repository);
    return await backUpLocked({ job, context, row, repository: repository.path, pool, rsync });
  } finally {
    await pool.close();
  }
}

async function backUpLocked(checked: Checked): Promise<RunReport> {
  const { context, row, repository } = checked;
  const paths = planPaths(repository, row.plan.slug);
  const lock = acquirePlanLock(paths, { planName: row.plan.name, runId: context.runId });
  try {
    return await backUp({ ...checked, paths, lock });
  } catch (error) {
    throw concernsVolume(error, repository) ? destinationError(error, repository) : error;
  } finally {
    lock.release();
  }
}

interface Checked {
  readonly job: JobOf<'backup'>;
  readonly context: RunContext;
  readonly row: PlanRow;
  readonly repository: string;
  readonly pool: TreePool;
  readonly rsync: { readonly path: string; readonly version: string };
}

interface Locked extends Checked {
  readonly paths: PlanPaths;
  readonly lock: PlanLock;
}

async function backUp(locked: Locked): Promise<RunReport> {
  const { context } = locked;
  const plan = forgetAccepted(locked.row.plan, context);
  const scope = await openScope({ ...locked, row: { ...locked.row, plan } });
  let committed = false;
  try {
    const roots = rootPaths(scope.plan.folders);
    context.progress.enter('scanning');
    const found = await scan(scope);
    await settleDoubtful(scope, roots);
    const report = isUnchanged(scope) ? confirmUnchanged(scope) : await makeSnapshot(locked, scope, roots, found);
    committed = true;
    writeRunbook(locked.repository);
    return { ...report, ...(found.missing.length > 0 && { failure: missingFailure(scope, found) }) };
  } finally {
    // What its threads are still at ends before the worksheet and the lock go.
    await scope.pool.close();
    scope.worksheet.close();
    if (committed) removeWorksheet(scope.worksheet.path);
  }
}

async function openScope(locked: Locked): Promise<BackupScope> {
  const { job, context, row, repository, paths, lock, rsync, pool } = locked;
  const base = await findBase(context, row, { paths, lock });
  setAsideSafety(paths, context.runId);
  const target = snapshotPaths(path.join(paths.incomplete, context.runId));
  const { hardLinks } = openTarget(context, paths, target);
  const newestEntry = Number(context.db.prepare('SELECT coalesce(max(id), 0) FROM entry').pluck().get());
  const worksheet = runFiles(context.home, context.runId).worksheet;
  pool.prepareScan({ newestEntry, ...scanSetup({ job, row, repository, base }) });
  return {
    context,
    plan: row.plan,
    planKey: row.key,
    rootEntry: row.rootEntry,
    repository,
    paths,
    base,
    target,
    worksheet: createWorksheet(worksheet, { session: mountSession(repository) }),
    pool,
    rsync: rsync.path,
    newestEntry,
    newEntryId: createEntryIds({ newestEntry, index: poolSize, count: poolSize + 1 }),
    hardLinks,
    fullChecksum: job.fullChecksum,
    flushEarly: createEarlyFlush(target.folder, context.log),
  };
}

/** On a volume that leftovers have filled up to its last inode, those go rather than being continued. */
function openTarget(context: RunContext, paths: PlanPaths, target: SnapshotPaths): VolumeAbilities {
  const open = (): VolumeAbilities => {
    // One level at a time: a repository that goes away meanwhile must not be made again on the system disk.
    for (const folder of [paths.incomplete, target.folder, target.files]) makeFolder(folder);
    return probeVolume(target.folder);
  };
  try {
    return open();
  } catch (error) {
    if (destinationError(error, paths.folder).code !== 'destination-full') throw error;
    removeLeftovers({ context, paths, target });
    return open();
  }
}

function scanSetup({
  job,
  row,
  repository,
  base,
}: Pick<Locked, 'job' | 'row' | 'repository'> & Pick<BackupScope, 'base'>) {
  return {
    roots: rootPaths(row.plan.folders).map((root) => ({ path: root, dev: deviceOf(root) })),
    exclusions: row.plan.exclusions,
    repository,
    baseFiles: base?.paths.files ?? null,
    damaged: base?.damaged ?? [],
    fullChecksum: job.fullChecksum,
  };
}

function deviceOf(root: string): number {
  try {
    return fs.statSync(fsPath(root || '/')).dev;
  } catch {
    // It is missing or not ours to look at: the scan says so.
    return 0;
  }
}

async function makeSnapshot(
  locked: Locked,
  scope: BackupScope,
  roots: readonly string[],
  found: ScanOutcome,
): Promise<RunReport> {
  const { context } = scope;
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
  const lists = await writeListsBeside(scope, left, finishFolders(scope, roots, cloned));
  if (lists.files === 0 && found.missing.length === 0 && context.warningCount() > 0) {
    throw new HoldfastError('nothing-backed-up', { plan: scope.plan.name });
  }
  const { lock, rsync } = locked;
  const { snapshotId, counts } = await commit(scope, {
    lock,
    lists,
    missing: found.missing,
    rsyncVersion: rsync.version,
  });
  return { snapshotId, result: backupResult(false, counts) };
}

/** The lists are written while folders are finished, and anew where that changed what is recorded of a folder. */
async function writeListsBeside(
  scope: BackupScope,
  left: SharedArrayBuffer,
  finished: Promise<boolean>,
): Promise<ListResult> {
  const [lists, changed] = await Promise.all([writeLists(scope, left), finished]);
  if (!changed) return lists;
  for (const file of [scope.target.sums, scope.target.metadata]) fs.rmSync(fsPath(file));
  return writeLists(scope, left);
}

const backupResult = (unchanged: boolean, files: FileCounts) => ({ kind: 'backup', unchanged, files }) as const;

function missingFailure({ plan }: BackupScope, { missing }: ScanOutcome): HoldfastError {
  return new HoldfastError('source-missing', { path: missing.join(', '), plan: plan.name });
}
