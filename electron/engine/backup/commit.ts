import type { FileCounts } from '#shared/domain/run.ts';
import type { NewSnapshot } from '../catalogue/snapshots-store.ts';
import { writeDumps } from '../catalogue/write-dumps.ts';
import { readTables } from '../databases/read-tables.ts';
import type { Manifest } from '../repository/manifest.ts';
import type { PlanLock } from '../repository/plan-lock.ts';
import { addContent } from '../storage/plan-content.ts';
import { noteUnusual } from '../unusual/note-unusual.ts';
import { writeUnusual } from '../unusual/unusual-store.ts';
import { applyToCatalogue } from './apply-to-catalogue.ts';
import type { BackupScope } from './backup-scope.ts';
import { beginManifest, commitSnapshot } from './commit-snapshot.ts';
import type { DumpedDatabases } from './dump-databases.ts';
import { readOwners } from './read-owners.ts';
import { withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';
import type { ListResult } from './write-lists.ts';

export interface Commit {
  readonly lock: PlanLock;
  readonly lists: ListResult;
  readonly missing: readonly string[];
  readonly dumped: DumpedDatabases;
}

export interface Committed {
  readonly snapshotId: string;
  readonly counts: FileCounts;
}

/**
 * Makes the filled folder a snapshot (see `commitSnapshot`); the catalogue records it afterwards.
 */
export async function commit(scope: BackupScope, { lock, ...commitment }: Commit): Promise<Committed> {
  const { context, paths, worksheet } = scope;
  const { lists, dumped } = commitment;
  // First, as it may warn.
  const { lost, unusual } = noteUnusual(scope);
  const counts = { ...countFiles(scope, lists), lost };
  const manifest = { ...(await describe(scope, commitment, counts)), ...(unusual && { unusual }) };
  const { id, sequence } = manifest;
  const name = await commitSnapshot(scope, manifest, lock);
  const { dumps: databases, globals } = dumped;
  withCatalogue(context.db, worksheet.path, () => {
    context.db
      .transaction(() => {
        const first = context.catalogue.snapshots.highestState(scope.planKey) === 0;
        const bytes = applyToCatalogue(context.db, scope, sequence);
        addContent(context.db, { planKey: scope.planKey, bytes, first });
        context.catalogue.snapshots.insert(rowOf(scope, manifest, { name, lists, counts }));
        const tablesOf = (dump: (typeof databases)[number]) => readTables(`${paths.snapshots}/${name}`, dump);
        writeDumps(context.db, id, { databases, globals, tablesOf });
        writeUnusual(context.db, id, { extent: manifest.unusual });
      })
      .immediate();
  });
  return { snapshotId: id, counts };
}

async function describe(
  scope: BackupScope,
  { lists, missing, dumped }: Omit<Commit, 'lock'>,
  counts: FileCounts,
): Promise<Manifest> {
  return {
    ...beginManifest(scope),
    base: scope.base?.snapshot.id ?? null,
    components: {
      files: {
        files: lists.files,
        folders: lists.folders,
        bytes: lists.bytes,
        changes: counts,
        roots: scope.plan.folders.map((folder) => ({ path: folder, missing: missing.includes(folder) })),
        carried: carriedPaths(scope),
      },
      databases: [...dumped.dumps],
      globals: [...dumped.globals],
    },
    owners: await readOwners(scope),
    tools: { rsync: (await scope.rsync()).version, node: process.versions.node },
    sums: lists.sums,
    metadata: lists.metadata,
  };
}

interface Named {
  readonly name: string;
  readonly lists: ListResult;
  readonly counts: FileCounts;
}

function rowOf({ planKey }: BackupScope, manifest: Manifest, { name, lists, counts }: Named): NewSnapshot {
  const { id, sequence, startedAt, completedAt, warningCount } = manifest;
  return {
    ...{ id, planKey, sequence, name, startedAt, completedAt, confirmedAt: completedAt },
    ...{ files: lists.files, folders: lists.folders, bytes: lists.bytes, changes: counts },
    ...{ warningCount, pinned: false, damaged: 0, verifiedAt: null, missing: false },
    ...{ kind: 'backup', hasFiles: true, rootEntry: null, begunBy: [manifest.scheduleId ?? null] },
  };
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
