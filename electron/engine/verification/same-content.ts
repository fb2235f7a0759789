import { createEntryPaths } from '../catalogue/entry-paths.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { treeKey } from '../catalogue/safety-tree.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { type VersionRow, versionColumns } from '../catalogue/version-row.ts';
import { planPaths, snapshotPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';

/** Where a snapshot of a repository keeps one copy of a file. */
export interface Place {
  readonly snapshot: SnapshotRow;
  readonly plan: PlanRow;
  /** Absolute source path, and where the copy lies. */
  readonly path: string;
  readonly file: string;
  readonly version: VersionRow;
}

/** Where a repository's snapshots hold given contents. */
export interface SameContent {
  /** Every place of a content, snapshot by snapshot, the newest first; by its SHA-256. Those of one version are together. */
  places(sha256: Buffer): Iterable<Place>;
}

interface Stored extends VersionRow {
  /** The plan's, negated in a safety snapshot's own tree. */
  readonly treeKey: number;
}

/**
 * Looks up where the plans of a repository hold files of some sums. No index leads there, so all versions are gone
 * through once, whatever the number of sums.
 */
export function findSameContent(
  { db, catalogue }: Pick<RunContext, 'db' | 'catalogue'>,
  repositoryKey: number,
  sums: Iterable<Buffer>,
): SameContent {
  const wanted = new Map([...sums].map((sum) => [sum.toString('hex'), sum]));
  const plans = catalogue.plans.list().filter((plan) => plan.repositoryKey === repositoryKey);
  const trees = new Map(plans.map((plan) => [plan.key, { plan, snapshots: catalogue.snapshots.list(plan.key) }]));
  const versions = Map.groupBy(readVersions(db, [...wanted.values()]), (version) => version.sha256?.toString('hex'));
  const paths = createEntryPaths(db);
  return {
    places: function* places(sha256) {
      for (const version of versions.get(sha256.toString('hex')) ?? []) {
        const tree = trees.get(Math.abs(version.treeKey));
        if (!tree) continue;
        const path = paths.pathOf(version.entryId);
        for (const snapshot of tree.snapshots) {
          if (!holds(snapshot, version)) continue;
          const file = `${filesOf(tree.plan, snapshot)}${path}`;
          yield { snapshot, plan: tree.plan, path, file, version };
        }
      }
    },
  };
}

export const filesOf = (plan: PlanRow, snapshot: Pick<SnapshotRow, 'name'>): string =>
  snapshotPaths(`${planPaths(plan.repositoryPath, plan.plan.slug).snapshots}/${snapshot.name}`).files;

function holds({ planKey, kind, sequence }: SnapshotRow, { treeKey: key, firstSeq, lastSeq }: Stored): boolean {
  if (key !== (kind === 'safety' ? treeKey(planKey) : planKey)) return false;
  return firstSeq <= sequence && (lastSeq === null || lastSeq >= sequence);
}

function readVersions(db: Connection, sums: readonly Buffer[]): Stored[] {
  if (sums.length === 0) return [];
  db.exec('CREATE TEMP TABLE IF NOT EXISTS wanted_sum (sha256 BLOB PRIMARY KEY) WITHOUT ROWID; DELETE FROM wanted_sum');
  const want = db.prepare('INSERT OR IGNORE INTO wanted_sum VALUES (?)');
  db.transaction(() => {
    for (const sum of sums) want.run(sum);
  })();
  return db
    .prepare<[], Stored>(
      `SELECT ${versionColumns}, e.plan_key AS treeKey FROM version v CROSS JOIN wanted_sum w ON w.sha256 = v.sha256
       CROSS JOIN entry e ON e.id = v.entry_id WHERE v.type = ${fileType.file} ORDER BY v.entry_id, v.first_seq DESC`,
    )
    .all();
}
