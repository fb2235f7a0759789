import fs from 'node:fs';
import path from 'node:path';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { DumpSource } from '../databases/dumped-database.ts';
import { destinationError } from '../repository/destination-error.ts';
import { type PlanPaths, type SnapshotPaths, snapshotPaths } from '../repository/layout.ts';
import type { PlanLock } from '../repository/plan-lock.ts';
import { probeVolume, type VolumeAbilities } from '../repository/probe-volume.ts';
import type { RunContext } from '../runs/run-context.ts';
import { runFiles } from '../runs/run-files.ts';
import type { JobOf } from '../runs/run-job.ts';
import { setAsideSafety } from '../safety/safety-leftovers.ts';
import { fsPath } from '../tools/fs-path.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { removeLeftovers } from './adopt-leftovers.ts';
import type { BackupScope } from './backup-scope.ts';
import type { Parts } from './choose-parts.ts';
import { createEntryIds } from './entry-ids.ts';
import { findBase } from './find-base.ts';
import { createEarlyFlush } from './flush-early.ts';
import { lookTurnOf } from './look-turn.ts';
import { mountSession } from './mount-session.ts';
import { rootPaths } from './scan.ts';
import { poolSize, type TreePool } from './tree-pool.ts';
import { createWorksheet } from './worksheet.ts';

/** A backup whose plan and repository have been looked up. */
export interface Chosen {
  readonly job: JobOf<'backup'>;
  readonly context: RunContext;
  readonly row: PlanRow;
  readonly repository: string;
  readonly parts: Parts;
  readonly dump: DumpSource;
}

/** Its plan is locked. */
export interface Held extends Chosen {
  /** Where room runs out another try is made: nothing is committed without what there was none for. */
  readonly stopWhenFull?: boolean;
  readonly paths: PlanPaths;
  readonly lock: PlanLock;
}

/** What files take besides. */
export interface Locked extends Held {
  readonly pool: TreePool;
  readonly rsync: BackupScope['rsync'];
}

/** Finds the base, makes the folder that is going to be filled, and hands the threads what they scan with. */
export async function openScope(locked: Locked): Promise<BackupScope> {
  const { job, context, row, repository, paths, lock, rsync, pool } = locked;
  const base = await findBase(context, row, { paths, lock });
  setAsideSafety(paths, context.runId);
  const target = snapshotPaths(path.join(paths.incomplete, context.runId));
  const abilities = openTarget(context, paths, target);
  context.catalogue.volumes.noteAbilities(row.plan.repositoryId, abilities);
  const newestEntry = Number(context.db.prepare('SELECT coalesce(max(id), 0) FROM entry').pluck().get());
  const worksheet = runFiles(context.home, context.runId).worksheet;
  pool.prepareScan({ newestEntry, ...scanSetup({ job, row, context, base }) });
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
    rsync,
    newestEntry,
    newEntryId: createEntryIds({ newestEntry, index: poolSize, count: poolSize + 1 }),
    hardLinks: abilities.hardLinks,
    fullChecksum: job.fullChecksum,
    scheduleId: job.scheduleId,
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

function scanSetup({ job, row, context, base }: Pick<Locked, 'job' | 'row' | 'context'> & Pick<BackupScope, 'base'>) {
  const repositories = context.catalogue.plans.ofPlan(row.plan.id).map(({ repositoryPath }) => repositoryPath);
  return {
    roots: rootPaths(row.plan.folders).map((root) => ({ path: root, dev: deviceOf(root) })),
    exclusions: row.plan.exclusions,
    repositories,
    baseFiles: base?.paths.files ?? null,
    damaged: base?.damaged ?? [],
    fullChecksum: job.fullChecksum,
    lookTurn: lookTurnOf(base?.snapshot.files ?? 0, context.now()),
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
