import fs from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { readLeftOut, writeLeftOut } from '../catalogue/left-out.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { checkDestination } from '../repository/check-destination.ts';
import { destinationError, errorCodeOf } from '../repository/destination-error.ts';
import { type PlanPaths, planPaths, snapshotPaths } from '../repository/layout.ts';
import { acquirePlanLock, type PlanLock } from '../repository/plan-lock.ts';
import { readSnapshotState } from '../repository/snapshot-state.ts';
import { syncFolder } from '../repository/write-durably.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { setAsideSafety } from '../safety/safety-leftovers.ts';
import { fsPath } from '../tools/fs-path.ts';
import { emptyTrash, type Trash, takeLeftovers } from './empty-trash.ts';
import { finishDeletions } from './finish-deletions.ts';
import { forgetSnapshots } from './forget-snapshots.ts';
import { type HeldPlan, holdPlan } from './held-plan.ts';
import { claimSnapshot, type Hold } from './snapshot-hold.ts';
import { newTrashName } from './trash-names.ts';

/**
 * Deletes snapshots of one plan. Under the plan's lock each is moved to the trash by one rename and the catalogue forgets
 * it; then their files are removed without the lock, so that backups of the plan go on meanwhile. Whenever this is cut
 * off, a snapshot is whole or not there, and what is left in the trash goes with a later run, as what earlier ones left
 * goes with this. Refuses pinned ones, and those that are being restored or verified.
 */
export async function runDelete(
  { planId, repositoryId, snapshotIds, leftOut = [] }: JobOf<'delete'>,
  context: RunContext,
): Promise<RunReport> {
  const { catalogue } = context;
  const row =
    repositoryId === undefined ? catalogue.plans.get(planId) : catalogue.plans.inRepository(planId, repositoryId);
  const repository = row && catalogue.repositories.byId(row.plan.repositoryId);
  if (!row || !repository) throw new HoldfastError('plan-not-found', { plan: planId });
  const snapshots = snapshotIds.map((id) => chooseSnapshot(context, row, id));
  checkDestination(repository);
  const paths = planPaths(repository.path, row.plan.slug);
  const size = snapshots.reduce(
    (sum, { files, folders, id }) => sum + files + folders + catalogue.dumps.filesOf(id).length + ownEntries,
    0,
  );
  const { roots, leftovers } = await takeAway(context, {
    row,
    paths,
    snapshots,
    leftOut: chooseLeftOut(context, row, leftOut),
  });
  const trash = { repository, paths };
  const entries = await empty(context, trash, { roots, size: leftOut.length > 0 ? null : size });
  const left = await empty(context, trash, { roots: [...leftovers, ...takeLeftovers(context, paths)], size: null });
  const [first] = snapshotIds;
  const snapshotId = snapshotIds.length === 1 ? first : undefined;
  return { ...(snapshotId && { snapshotId }), result: { kind: 'delete', entries: entries + left } };
}

/**
 * The same within a run that holds the plan's lock. What cannot be removed at once (it is in the trash) goes with a later
 * deletion.
 */
export async function deleteHeld(
  context: RunContext,
  { row, paths, lock }: Pick<HeldPlan, 'row' | 'paths'> & { readonly lock: PlanLock },
  snapshotIds: readonly string[],
): Promise<void> {
  const repository = context.catalogue.repositories.byId(row.plan.repositoryId);
  if (!repository) throw new HoldfastError('repository-not-found', { repository: row.plan.repositoryId });
  const snapshots = snapshotIds.map((id) => chooseSnapshot(context, row, id));
  const { roots } = await takeHeld(context, { row, paths, snapshots, leftOut: [] }, lock);
  await empty(context, { repository, paths }, { roots, size: null });
}

/** Of a snapshot's own: its folder, `files`, the manifest and the two lists. */
const ownEntries = 5;

function chooseSnapshot({ catalogue }: RunContext, { key }: PlanRow, id: string): SnapshotRow {
  const snapshot = catalogue.snapshots.byId(id);
  if (snapshot?.planKey !== key || snapshot.missing) throw new HoldfastError('snapshot-not-found', { snapshot: id });
  return snapshot;
}

/** Only what the catalogue left out may be deleted by its name. */
function chooseLeftOut({ db }: RunContext, { key }: PlanRow, names: readonly string[]): readonly string[] {
  const known = readLeftOut(db, key);
  const stranger = names.find((name) => !known.has(name));
  if (stranger !== undefined) throw new HoldfastError('snapshot-not-found', { snapshot: stranger });
  return names;
}

async function empty(
  context: RunContext,
  trash: Trash,
  { roots, size }: { readonly roots: readonly string[]; readonly size: number | null },
): Promise<number> {
  if (roots.length === 0) return 0;
  context.progress.enter('deleting', size === null ? {} : { files: size });
  const entries = await emptyTrash(context, trash, roots);
  // A state beside the manifest, or a file that was gone already, is no reason to end short of the total.
  if (size !== null) context.progress.advance({ files: size });
  return entries;
}

interface Doomed {
  readonly row: PlanRow;
  readonly paths: PlanPaths;
  readonly snapshots: readonly SnapshotRow[];
  /** Names of those that the catalogue does not have. */
  readonly leftOut: readonly string[];
}

interface TakenAway {
  /** Where the snapshots lie now. */
  readonly roots: readonly string[];
  /** What killed restores have left. */
  readonly leftovers: readonly string[];
}

/** Moves snapshots to the trash and forgets them. */
async function takeAway(context: RunContext, doomed: Doomed): Promise<TakenAway> {
  const lock = lockPlan(context, doomed);
  if (!lock) return { roots: [], leftovers: [] };
  try {
    return await takeHeld(context, doomed, lock);
  } finally {
    lock.release();
  }
}

async function takeHeld(context: RunContext, doomed: Doomed, lock: PlanLock): Promise<TakenAway> {
  const { row, paths, snapshots, leftOut } = doomed;
  const claims: Hold[] = [];
  try {
    for (const { id } of snapshots) claims.push(claimSnapshot(context.home, id));
    for (const { name, pinned } of snapshots) refusePinned(paths, name, pinned);
    for (const name of leftOut) refusePinned(paths, name, false);
    if (context.signal.aborted) throw new HoldfastError('cancelled', { rest: 'Nothing was deleted.' });
    context.progress.enter('committing');
    await finishDeletions(context, holdPlan(context, { row, paths, lock }));
    const taken = moveToTrash(context, doomed);
    await forget(context, doomed, taken);
    forgetLeftOut(context, doomed);
    return { roots: taken.roots, leftovers: setAsideSafety(paths, context.runId) };
  } finally {
    for (const claim of claims) claim.release();
  }
}

/** Null when only leftovers are to go and a run holds the plan: it has brought the catalogue in line itself. */
function lockPlan({ runId }: RunContext, { row, paths, snapshots, leftOut }: Doomed): PlanLock | null {
  try {
    return acquirePlanLock(paths, { planName: row.plan.name, runId });
  } catch (error) {
    if (snapshots.length + leftOut.length === 0 && error instanceof HoldfastError && error.code === 'locked')
      return null;
    throw error;
  }
}

function refusePinned(paths: PlanPaths, name: string, pinned: boolean): void {
  const folder = path.join(paths.snapshots, name);
  if (pinned || readSnapshotState(snapshotPaths(folder).state).pinned) {
    throw new HoldfastError('snapshot-pinned', { snapshot: name });
  }
}

interface Taken {
  readonly roots: readonly string[];
  /** Of snapshots that are not in their place any more. */
  readonly ids: readonly string[];
}

/** One rename each: a crash leaves a snapshot whole or gone. One that will not move stays, and is told. */
function moveToTrash(context: RunContext, { paths, snapshots, leftOut }: Doomed): Taken {
  const [roots, ids]: [string[], string[]] = [[], []];
  const doomed = [...snapshots, ...leftOut.map((name) => ({ id: null, name }))];
  for (const { id, name } of doomed) {
    const folder = path.join(paths.snapshots, name);
    try {
      if (fs.existsSync(fsPath(folder))) {
        const place = trashPlace(paths, context.runId);
        fs.renameSync(fsPath(folder), fsPath(place));
        roots.push(place);
      }
      if (id !== null) ids.push(id);
    } catch (error) {
      const failure = destinationError(error, folder);
      if (doomed.length === 1) throw failure;
      context.warn({ code: 'not-deleted', path: folder, message: failure.message });
    }
  }
  if (roots.length > 0) syncFolder(paths.snapshots);
  return { roots, ids };
}

/** On a disk too full even for a folder the snapshot becomes the trash itself. */
function trashPlace(paths: PlanPaths, runId: string): string {
  try {
    fs.mkdirSync(fsPath(paths.trash), { recursive: true, mode: 0o700 });
    return path.join(paths.trash, newTrashName(runId));
  } catch (error) {
    if (errorCodeOf(error) === 'ENOSPC' || errorCodeOf(error) === 'EDQUOT') return paths.trash;
    throw error;
  }
}

/** A full disk may hold the catalogue too: then there is room for it once the files have gone. */
async function forget(context: RunContext, { row, paths }: Doomed, { roots, ids }: Taken): Promise<void> {
  if (await forgetSnapshots(context.db, row.key, ids)) return;
  const repository = context.catalogue.repositories.byId(row.plan.repositoryId);
  if (repository) await empty(context, { repository, paths }, { roots, size: null });
  if (await forgetSnapshots(context.db, row.key, ids)) return;
  throw new HoldfastError('destination-full', { path: context.home });
}

/** What has not moved is found again by whoever looks through the repository next. */
function forgetLeftOut({ db }: RunContext, { row, leftOut }: Doomed): void {
  if (leftOut.length === 0) return;
  const known = readLeftOut(db, row.key);
  for (const name of leftOut) known.delete(name);
  writeLeftOut(db, row.key, known);
}
