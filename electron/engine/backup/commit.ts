import os from 'node:os';
import type { FileCounts } from '#shared/domain/run.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { commitFolder } from '../repository/commit-folder.ts';
import { type Manifest, repositoryFormat } from '../repository/manifest.ts';
import { writePlanFile } from '../repository/plan-file.ts';
import type { PlanLock } from '../repository/plan-lock.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { nextSequence } from '../snapshots/next-sequence.ts';
import { syncVolume } from '../tools/sync-volume.ts';
import { applyToCatalogue } from './apply-to-catalogue.ts';
import type { BackupScope } from './backup-scope.ts';
import { readOwners } from './read-owners.ts';
import { withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';
import type { ListResult } from './write-lists.ts';

export interface Commit {
  readonly lock: PlanLock;
  readonly lists: ListResult;
  readonly missing: readonly string[];
  readonly rsyncVersion: string;
}

export interface Committed {
  readonly snapshotId: string;
  readonly counts: FileCounts;
}

/**
 * Makes the filled folder a snapshot. The order is the format's (REPOSITORY, rules 2 and 3): lists and manifest are
 * written and durable before the rename, the rename is the commit, the catalogue records it afterwards.
 */
export async function commit(scope: BackupScope, { lock, lists, missing, rsyncVersion }: Commit): Promise<Committed> {
  const { context, target, paths, plan, planKey, base } = scope;
  const snapshotId = crypto.randomUUID();
  const sequence = nextSequence(context, { key: planKey, plan }, paths);
  const completedAt = new Date(context.now()).toISOString();
  const counts = countFiles(scope, lists);
  const manifest: Manifest = {
    format: repositoryFormat,
    id: snapshotId,
    sequence,
    kind: 'backup',
    planId: plan.id,
    planName: plan.name,
    machine: os.hostname(),
    runId: context.runId,
    startedAt: context.startedAt,
    completedAt,
    base: base?.snapshot.id ?? null,
    components: {
      files: {
        files: lists.files,
        folders: lists.folders,
        bytes: lists.bytes,
        changes: counts,
        roots: plan.folders.map((folder) => ({ path: folder, missing: missing.includes(folder) })),
        carried: carriedPaths(scope),
      },
    },
    exclusions: plan.exclusions,
    owners: await readOwners(scope),
    tools: { rsync: rsyncVersion, node: process.versions.node },
    warnings: [...context.warnings()],
    warningCount: context.warningCount(),
    sums: lists.sums,
    metadata: lists.metadata,
  };
  writeDurably(target.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  writePlanFile(paths, plan);
  await syncVolume(target.folder);
  context.signal.throwIfAborted();
  lock.assertHeld();
  const name = commitFolder(target.folder, { snapshots: paths.snapshots, now: context.now() });
  const row: SnapshotRow = {
    ...{ id: snapshotId, planKey, sequence, name, startedAt: context.startedAt, completedAt, confirmedAt: completedAt },
    ...{ files: lists.files, folders: lists.folders, bytes: lists.bytes, changes: counts },
    ...{ warningCount: context.warningCount(), pinned: false, damaged: 0, verifiedAt: null, missing: false },
    kind: 'backup',
    rootEntry: null,
  };
  withCatalogue(context.db, scope.worksheet.path, () => {
    context.db
      .transaction(() => {
        applyToCatalogue(context.db, scope, sequence);
        context.catalogue.snapshots.insert(row);
      })
      .immediate();
  });
  return { snapshotId, counts };
}

function countFiles({ worksheet, base }: BackupScope, lists: ListResult): FileCounts {
  const { added, changed, linked } = itemKind;
  const row = worksheet.db
    .prepare<[], { added: number; changed: number; moved: number; bytesCopied: number }>(
      `SELECT count(*) FILTER (WHERE kind = ${added} OR (kind = ${linked} AND base_type IS NULL)) AS added,
         count(*) FILTER (WHERE kind = ${changed} OR (kind = ${linked} AND base_type IS NOT NULL)) AS changed,
         (SELECT count(*) FROM link WHERE moved = 1) AS moved,
         coalesce(sum(size) FILTER (WHERE kind IN (${added}, ${changed}, ${itemKind.copiedAgain})), 0) AS bytesCopied
       FROM item WHERE type <> 1`,
    )
    .get();
  const { added: news = 0, changed: changes = 0, moved = 0, bytesCopied = 0 } = row ?? {};
  const unchanged = lists.files - news - changes;
  const before = base?.snapshot.files ?? 0;
  return {
    added: news,
    changed: changes,
    removed: Math.max(0, before - (unchanged + changes)),
    unchanged,
    moved,
    bytesCopied,
  };
}

function carriedPaths({ worksheet }: BackupScope): string[] {
  return worksheet.db
    .prepare<[], string>(
      `SELECT f.path || '/' || i.name FROM item i JOIN folder f ON f.id = i.folder_id
       WHERE i.kind = ${itemKind.carried} LIMIT 1000`,
    )
    .pluck()
    .all();
}
