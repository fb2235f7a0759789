import os from 'node:os';
import type { FileCounts } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { fileType, recordFlags } from '../catalogue/file-record.ts';
import { commitFolder } from '../repository/commit-folder.ts';
import type { Manifest } from '../repository/manifest.ts';
import { repositoryFormat } from '../repository/marker.ts';
import type { PlanLock } from '../repository/plan-lock.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { isWithin } from '../restore/restore-targets.ts';
import { importSnapshot } from '../snapshots/import-snapshot.ts';
import { nextSequence } from '../snapshots/next-sequence.ts';
import { requireRsync } from '../tools/find-program.ts';
import { nameOwners } from '../tools/name-owners.ts';
import { syncVolume } from '../tools/sync-volume.ts';
import { isUnchanged, type SafetyScope } from './fill-safety.ts';
import type { MadeSafety, SafetyRequest } from './make-safety.ts';
import { changedMeanwhile } from './not-saved.ts';
import { safetySuffix } from './safety-name.ts';
import type { SafetySheet } from './safety-sheet.ts';
import { type SafetyLists, writeSafetyLists } from './write-safety-lists.ts';

/**
 * Makes the filled folder a snapshot, in the format's order: lists, manifest, sync, rename, catalogue. Everything is
 * looked at once more before the rename: what is there now is what was saved. Throws `safety-incomplete` if it is not.
 */
export async function commitSafety(scope: SafetyScope, request: SafetyRequest, lock: PlanLock): Promise<MadeSafety> {
  const { context, target, paths, sheet, notSaved } = scope;
  const { plan, list } = request;
  const lists = writeSafetyLists(target, sheet, list);
  context.progress.enter('committing', { files: lists.files + lists.folders });
  const sequence = nextSequence(context, plan, paths);
  const manifest = await describe(scope, request, { lists, sequence });
  writeDurably(target.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  await syncVolume(target.folder);
  for (const entry of sheet.read(`flags & ${recordFlags.ancestor} = 0`)) {
    if (!isUnchanged(entry)) notSaved.add(entry.path, changedMeanwhile);
  }
  notSaved.refuse();
  context.signal.throwIfAborted();
  lock.assertHeld();
  const name = commitFolder(target.folder, { snapshots: paths.snapshots, now: context.now(), suffix: safetySuffix });
  const folder = `${paths.snapshots}/${name}`;
  if (!(await importSnapshot(context, plan, { folder, name, manifest, sequence }))) {
    throw new HoldfastError('internal', { reason: `the safety snapshot ${name} could not be read again` });
  }
  return { snapshotId: manifest.id, name, bytes: lists.bytes };
}

interface Described {
  readonly lists: SafetyLists;
  readonly sequence: number;
}

async function describe(
  { context, sheet }: SafetyScope,
  { plan: { plan }, restoredSnapshotId, chosen = { paths: [], to: null } }: SafetyRequest,
  { lists, sequence }: Described,
): Promise<Manifest> {
  const { files, folders, bytes, createdCount, sums, metadata, created } = lists;
  const { version } = await requireRsync();
  return {
    format: repositoryFormat,
    id: crypto.randomUUID(),
    sequence,
    kind: 'safety',
    planId: plan.id,
    planName: plan.name,
    machine: os.hostname(),
    runId: context.runId,
    startedAt: context.startedAt,
    completedAt: new Date(context.now()).toISOString(),
    base: null,
    components: {
      files: {
        ...{ files, folders, bytes, carried: [] },
        changes: countFiles(sheet),
        roots: outermost(sheet).map((path) => ({ path, missing: false })),
      },
    },
    exclusions: plan.exclusions,
    owners: await nameOwners(sheet.db.prepare<[], [number, number]>('SELECT DISTINCT uid, gid FROM saved').raw().all()),
    tools: { rsync: version, node: process.versions.node },
    warnings: [],
    warningCount: 0,
    ...{ sums, metadata, created },
    restore: {
      ...{ runId: context.runId, snapshotId: restoredSnapshotId, created: createdCount },
      ...{ paths: [...chosen.paths], to: chosen.to },
    },
  };
}

function countFiles({ db }: SafetySheet): FileCounts {
  const { copied, linked, bytesCopied } = db
    .prepare<[], { copied: number; linked: number; bytesCopied: number }>(
      `SELECT count(*) FILTER (WHERE origin IS NULL) AS copied, count(*) FILTER (WHERE origin IS NOT NULL) AS linked,
         coalesce(sum(size) FILTER (WHERE origin IS NULL), 0) AS bytesCopied
       FROM saved WHERE type <> ${fileType.folder}`,
    )
    .get() ?? { copied: 0, linked: 0, bytesCopied: 0 };
  return { added: copied, changed: 0, removed: 0, unchanged: linked, moved: 0, bytesCopied };
}

/** With more than so many, the folders above them say where it all lies. */
const mostRoots = 20;

/** What is saved and lies in nothing else that is. */
function outermost(sheet: SafetySheet): string[] {
  const roots: string[] = [];
  for (const { path } of sheet.read(`flags & ${recordFlags.ancestor} = 0`)) {
    if (roots.some((root) => isWithin(path, root))) continue;
    roots.push(path);
    if (roots.length > mostRoots) return topmost(sheet);
  }
  return roots;
}

function topmost({ db }: SafetySheet): string[] {
  return db
    .prepare<[], string>("SELECT path FROM saved WHERE instr(substr(path, 2), '/') = 0 ORDER BY path")
    .pluck()
    .all();
}
