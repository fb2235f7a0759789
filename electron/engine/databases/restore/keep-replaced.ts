import os from 'node:os';
import path from 'node:path';
import type { DatabaseSource } from '#shared/domain/database.ts';
import { databaseSourceSchema } from '#shared/domain/database.ts';
import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { writeDumpLists } from '../../backup/back-up-databases.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import { checkDestination } from '../../repository/check-destination.ts';
import { commitFolder } from '../../repository/commit-folder.ts';
import { concernsVolume, destinationError } from '../../repository/destination-error.ts';
import { freeSpace } from '../../repository/free-space.ts';
import { type PlanPaths, planPaths, snapshotPaths } from '../../repository/layout.ts';
import type { Manifest } from '../../repository/manifest.ts';
import { repositoryFormat } from '../../repository/marker.ts';
import { acquirePlanLock, type PlanLock } from '../../repository/plan-lock.ts';
import { writeDurably } from '../../repository/write-durably.ts';
import { safetyFolder, setAsideSafety } from '../../safety/safety-leftovers.ts';
import { safetySuffix } from '../../safety/safety-name.ts';
import { importSnapshot } from '../../snapshots/import-snapshot.ts';
import { nextSequence } from '../../snapshots/next-sequence.ts';
import { makeFolder } from '../../tools/make-folder.ts';
import { removeTree } from '../../tools/remove-tree.ts';
import { syncVolume } from '../../tools/sync-volume.ts';
import { dumpSource } from '../dump-source.ts';
import type { DumpedDatabase } from '../dumped-database.ts';
import type { TargetWork } from './restore-work.ts';
import type { RestoredDatabase } from './restored-database.ts';

/** A place in a plan's repository where a safety snapshot can be made; nobody else writes there meanwhile. */
export interface SafetyPlace {
  readonly plan: PlanRow;
  readonly repository: string;
  readonly paths: PlanPaths;
  readonly lock: PlanLock;
}

/**
 * Takes a plan's lock and looks whether there is room for a dump of the database that is there, before anything is done.
 * Throws `locked`, `destination-full` and other destination errors.
 */
export function openSafetyPlace({ context, facts }: TargetWork, plan: PlanRow): SafetyPlace {
  const repository = context.catalogue.repositories.byId(plan.plan.repositoryId);
  if (!repository) throw new HoldfastError('repository-not-found', { repository: plan.plan.repositoryId });
  checkDestination(repository);
  const paths = planPaths(repository.path, plan.plan.slug);
  const lock = acquirePlanLock(paths, { planName: plan.plan.name, runId: context.runId });
  try {
    const needed = Math.round((facts.there?.bytes ?? 0) * dumpShare);
    const { freeBytes } = freeSpace(repository.path);
    if (freeBytes - needed < context.keepFreeBytes) {
      const free = formatBytes(Math.max(0, freeBytes - context.keepFreeBytes));
      throw new HoldfastError('destination-full', { path: repository.path, needed: formatBytes(needed), free });
    }
    return { plan, repository: repository.path, paths, lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Of a database's size its compressed dump rarely takes more. */
const dumpShare = 0.4;

export interface Keeping {
  /** Name that the database has now. */
  readonly database: string;
  /** Id of the snapshot that is restored. */
  readonly restoredSnapshotId: string;
  /** For its undoing. */
  readonly restored: RestoredDatabase;
}

/**
 * Dumps a database into a safety snapshot of the plan, under the name that it had; gives the snapshot's id. Throws what a
 * dump may fail with; nothing is left of the snapshot then.
 */
export async function keepDatabase(work: TargetWork, place: SafetyPlace, keeping: Keeping): Promise<string> {
  const { context } = work;
  const { paths, repository } = place;
  const target = snapshotPaths(safetyFolder(paths, context.runId));
  try {
    setAsideSafety(paths, context.runId);
    for (const folder of [paths.incomplete, target.folder, target.files, target.databases]) makeFolder(folder);
    const dump = await dumpInto(work, target.databases, keeping);
    return await commit(work, place, { ...keeping, dump });
  } catch (error) {
    try {
      removeTree(target.folder);
    } catch (failed) {
      context.log(`${target.folder} could not be removed: ${String(failed)}`);
    }
    throw concernsVolume(error, repository) ? destinationError(error, repository) : error;
  }
}

async function dumpInto(work: TargetWork, folder: string, { database }: Keeping): Promise<DumpedDatabase> {
  const { context, password, order } = work;
  const source = sourceOf(work, database);
  const { dumps, failures } = await dumpSource({
    ...{ context, source, password, keepFreeBytes: context.keepFreeBytes, acceptEmpty: true },
    target: path.join(folder, source.label),
  });
  const [dump] = dumps;
  const [failure] = failures;
  if (failure) throw failure.error;
  if (!dump) throw new HoldfastError('internal', { reason: `${database} was not dumped` });
  return { ...dump, database: order.target };
}

/** A server that is none of the plan's gets an id of its own. */
function sourceOf({ order, facts }: TargetWork, database: string): DatabaseSource {
  return databaseSourceSchema.parse({
    id: order.targetSourceId ?? crypto.randomUUID(),
    label: 'replaced',
    connection: { ...order.connection, database: facts.place },
    include: [database],
    globals: 'none',
  });
}

async function commit(
  { context }: TargetWork,
  { plan, paths, lock }: SafetyPlace,
  { dump, restored, restoredSnapshotId }: Keeping & { readonly dump: DumpedDatabase },
): Promise<string> {
  const target = snapshotPaths(safetyFolder(paths, context.runId));
  context.progress.enter('committing');
  const lists = writeDumpLists(target, { dumps: [dump], globals: [] });
  const sequence = nextSequence(context, plan, paths);
  const manifest: Manifest = {
    ...{ format: repositoryFormat, id: crypto.randomUUID(), sequence, kind: 'safety' },
    ...{ planId: plan.plan.id, planName: plan.plan.name, machine: os.hostname(), runId: context.runId },
    ...{ startedAt: context.startedAt, completedAt: new Date(context.now()).toISOString(), base: null },
    components: { files: null, databases: [dump] },
    exclusions: plan.plan.exclusions,
    tools: { node: process.versions.node, server: dump.serverVersion },
    ...{ warnings: [], warningCount: 0, ...lists },
    restore: {
      ...{ runId: context.runId, snapshotId: restoredSnapshotId, paths: [], to: null, created: 0 },
      database: restored,
    },
  };
  writeDurably(target.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  await syncVolume(target.folder);
  lock.assertHeld();
  const name = commitFolder(target.folder, { snapshots: paths.snapshots, now: context.now(), suffix: safetySuffix });
  const folder = `${paths.snapshots}/${name}`;
  if (!(await importSnapshot(context, plan, { folder, name, manifest, sequence }))) {
    throw new HoldfastError('internal', { reason: `the safety snapshot ${name} could not be read again` });
  }
  return manifest.id;
}
