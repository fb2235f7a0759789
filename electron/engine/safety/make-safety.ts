import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import type { TreePool } from '../backup/tree-pool.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { checkDestination } from '../repository/check-destination.ts';
import { concernsVolume, destinationError } from '../repository/destination-error.ts';
import { freeSpace } from '../repository/free-space.ts';
import { planPaths, snapshotPaths } from '../repository/layout.ts';
import { acquirePlanLock, type PlanLock } from '../repository/plan-lock.ts';
import type { RestoreOrder } from '../restore/open-restore.ts';
import type { RestoreList } from '../restore/restore-list.ts';
import type { Amount } from '../runs/progress-meter.ts';
import type { RunContext } from '../runs/run-context.ts';
import { requireRsync } from '../tools/find-program.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { removeTree } from '../tools/remove-tree.ts';
import { commitSafety } from './commit-safety.ts';
import { fillSafety, type SafetyScope } from './fill-safety.ts';
import { findOrigins } from './find-origins.ts';
import { createNotSaved } from './not-saved.ts';
import { safetyFolder, setAsideSafety } from './safety-leftovers.ts';
import { createSafetySheet } from './safety-sheet.ts';
import { selectEntries } from './select-entries.ts';

export interface SafetyRequest {
  /** Plan of the snapshot that is to be restored. */
  readonly plan: PlanRow;
  readonly restoredSnapshotId: string;
  /** Paths that were chosen of it, and the folder that receives them; everything and in place where it is left out. */
  readonly chosen?: Pick<RestoreOrder, 'paths' | 'to'>;
  /** All that the restore is to do. */
  readonly list: Pick<RestoreList, 'db'>;
  readonly pool: TreePool;
}

export interface MadeSafety {
  readonly snapshotId: string;
  readonly name: string;
  /** Bytes of all files that it holds, linked ones too. */
  readonly bytes: number;
}

/**
 * Makes a safety snapshot of everything that a restore is about to overwrite, delete or give other attributes, before
 * anything is touched; null if there is nothing of that kind. What a backup of the plan holds just so is linked to that
 * copy, everything else copied; never is anything linked to what lies there now. Throws `locked` while a backup runs,
 * `safety-incomplete` for what can't be read or changes meanwhile, `destination-full` and other destination errors.
 */
export async function makeSafetySnapshot(context: RunContext, request: SafetyRequest): Promise<MadeSafety | null> {
  const { plan, list } = request;
  const repository = context.catalogue.repositories.byId(plan.plan.repositoryId);
  if (!repository) throw new HoldfastError('repository-not-found', { repository: plan.plan.repositoryId });
  const sheet = createSafetySheet();
  try {
    const notSaved = createNotSaved();
    await selectEntries(context, { list, sheet, notSaved });
    notSaved.refuse();
    if (sheet.db.prepare('SELECT 1 FROM saved LIMIT 1').get() === undefined) return null;
    checkDestination(repository);
    const paths = planPaths(repository.path, plan.plan.slug);
    const lock = acquirePlanLock(paths, { planName: plan.plan.name, runId: context.runId });
    try {
      const target = snapshotPaths(safetyFolder(paths, context.runId));
      const { path: rsync } = await requireRsync();
      const scope = { context, repository: repository.path, paths, target, sheet, pool: request.pool, rsync, notSaved };
      return await makeLocked(scope, request, lock);
    } catch (error) {
      throw concernsVolume(error, repository.path) ? destinationError(error, repository.path) : error;
    } finally {
      lock.release();
    }
  } catch (error) {
    if (context.signal.aborted) throw new HoldfastError('cancelled', { rest: 'Nothing was touched.' }, error);
    throw error;
  } finally {
    sheet.close();
  }
}

async function makeLocked(scope: SafetyScope, request: SafetyRequest, lock: PlanLock): Promise<MadeSafety> {
  const { context, paths, target, notSaved } = scope;
  setAsideSafety(paths, context.runId);
  context.progress.enter('saving', amountOf(scope));
  await findOrigins({ ...scope, plan: request.plan });
  notSaved.refuse();
  checkSpace(scope);
  try {
    for (const folder of [paths.incomplete, target.folder, target.files]) makeFolder(folder);
    await fillSafety(scope);
    return await commitSafety(scope, request, lock);
  } catch (error) {
    removeQuietly(scope);
    throw error;
  }
}

const nothing: Amount = { files: 0, bytes: 0 };

function amountOf({ sheet }: SafetyScope): Amount {
  const amount = sheet.db.prepare<[], Amount>(
    `SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM saved WHERE type <> ${fileType.folder}`,
  );
  return amount.get() ?? nothing;
}

/** A folder of its own for each folder, and the lists' lines. */
const folderBytes = 4096;
const lineBytes = 100;

/** Throws `destination-full` if what is to be copied, and the reserved floor, do not fit. */
function checkSpace({ sheet, repository, context }: SafetyScope): void {
  const { entries, folders, stored } = sheet.db
    .prepare<[], { entries: number; folders: number; stored: number }>(
      `SELECT count(*) AS entries, count(*) FILTER (WHERE type = ${fileType.folder}) AS folders,
         coalesce(sum(stored) FILTER (WHERE origin IS NULL AND names = 1), 0) + (SELECT coalesce(sum(stored), 0) FROM
           (SELECT max(stored) AS stored FROM saved WHERE origin IS NULL AND names > 1 GROUP BY dev, ino)) AS stored
       FROM saved`,
    )
    .get() ?? { entries: 0, folders: 0, stored: 0 };
  const needed = stored + folders * folderBytes + entries * lineBytes;
  const { freeBytes } = freeSpace(repository);
  if (freeBytes - needed < context.keepFreeBytes) {
    const free = formatBytes(Math.max(0, freeBytes - context.keepFreeBytes));
    throw new HoldfastError('destination-full', { path: repository, needed: formatBytes(needed), free });
  }
}

/** What stays because the volume is gone is set aside by the next run. */
function removeQuietly({ target, context }: SafetyScope): void {
  try {
    removeTree(target.folder);
  } catch (error) {
    context.log(`${target.folder} could not be removed: ${String(error)}`);
  }
}
