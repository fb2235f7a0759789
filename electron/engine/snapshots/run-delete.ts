import fs from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { checkDestination } from '../repository/check-destination.ts';
import { destinationError, errorCodeOf } from '../repository/destination-error.ts';
import { type PlanPaths, planPaths, snapshotPaths } from '../repository/layout.ts';
import { acquirePlanLock } from '../repository/plan-lock.ts';
import { readSnapshotState } from '../repository/snapshot-state.ts';
import { syncFolder } from '../repository/write-durably.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { fsPath } from '../tools/fs-path.ts';
import { emptyTrash } from './empty-trash.ts';
import { forgetSnapshot } from './forget-snapshot.ts';
import { claimSnapshot } from './snapshot-hold.ts';

/**
 * Deletes one snapshot: moved to the trash first, then out of the catalogue, then from the disk, so that it is whole or
 * not there whenever this is cut off; leftovers in the trash go too. Refuses a pinned one, and one that is being
 * restored or verified.
 */
export async function runDelete({ snapshotId }: JobOf<'delete'>, context: RunContext): Promise<RunReport> {
  const { catalogue } = context;
  const snapshot = catalogue.snapshots.byId(snapshotId);
  const row = catalogue.plans.list().find(({ key }) => key === snapshot?.planKey);
  const repository = row && catalogue.repositories.byId(row.plan.repositoryId);
  if (!snapshot || !row || !repository) throw new HoldfastError('snapshot-not-found', { snapshot: snapshotId });
  checkDestination(repository);
  const paths = planPaths(repository.path, row.plan.slug);
  const lock = acquirePlanLock(paths, { planName: row.plan.name, runId: context.runId });
  try {
    const claim = claimSnapshot(context.home, snapshotId);
    try {
      return { snapshotId, result: { kind: 'delete', entries: await remove(context, { snapshot, paths }) } };
    } finally {
      claim.release();
    }
  } finally {
    lock.release();
  }
}

interface Doomed {
  readonly snapshot: SnapshotRow;
  readonly paths: PlanPaths;
}

/** Gives how many entries were removed from the disk. */
async function remove(context: RunContext, { snapshot, paths }: Doomed): Promise<number> {
  const folder = path.join(paths.snapshots, snapshot.name);
  if (snapshot.pinned || readSnapshotState(snapshotPaths(folder).state).pinned) {
    throw new HoldfastError('snapshot-pinned', { snapshot: snapshot.name });
  }
  context.progress.enter('deleting', { files: snapshot.files + snapshot.folders });
  try {
    moveToTrash(folder, paths);
  } catch (error) {
    throw destinationError(error, path.dirname(path.dirname(paths.folder)));
  }
  // A full disk may hold the catalogue too: then there is room for it once the files have gone.
  const forgotten = forgetSnapshot(context.db, snapshot.id);
  const entries = await emptyTrash(context, paths);
  if (!forgotten && !forgetSnapshot(context.db, snapshot.id)) {
    throw new HoldfastError('destination-full', { path: context.home });
  }
  return entries;
}

/** One rename: a crash leaves the snapshot whole or gone. */
function moveToTrash(folder: string, paths: PlanPaths): void {
  if (!fs.existsSync(fsPath(folder))) return;
  const target = trashFolder(paths);
  fs.renameSync(fsPath(folder), fsPath(target ?? paths.trash));
  syncFolder(paths.snapshots);
}

/** A free place in the trash; null when the disk is too full even for a folder: then the snapshot becomes the trash itself. */
function trashFolder(paths: PlanPaths): string | null {
  try {
    fs.mkdirSync(fsPath(paths.trash), { recursive: true, mode: 0o700 });
    return path.join(paths.trash, crypto.randomUUID());
  } catch (error) {
    if (errorCodeOf(error) === 'ENOSPC' || errorCodeOf(error) === 'EDQUOT') return null;
    throw error;
  }
}
