import fs from 'node:fs';
import path from 'node:path';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { removeSnapshot } from '../catalogue/remove-snapshot.ts';
import { type PlanPaths, snapshotPaths } from '../repository/layout.ts';
import { readSnapshotState } from '../repository/snapshot-state.ts';
import type { RunContext } from '../runs/run-context.ts';
import { finishDeletions } from '../snapshots/finish-deletions.ts';
import { importMissing } from '../snapshots/import-missing.ts';
import { fsPath } from '../tools/fs-path.ts';
import type { Base } from './backup-scope.ts';

/**
 * The plan's newest snapshot, after the catalogue was brought in line with the disk: committed snapshots it lacks (a
 * crash between commit and catalogue) are imported, and newest ones whose folder is gone are forgotten, so that the
 * catalogue's current state is that of the base.
 */
export async function findBase(context: RunContext, row: PlanRow, paths: PlanPaths): Promise<Base | null> {
  await finishDeletions(context, row, paths);
  await importMissing(context, row, paths);
  for (;;) {
    const snapshot = context.catalogue.snapshots.list(row.key)[0];
    if (!snapshot) return null;
    const found = snapshotPaths(path.join(paths.snapshots, snapshot.name));
    if (fs.existsSync(fsPath(found.manifest))) {
      const damaged = readSnapshotState(found.state).damaged.map((damage) => damage.path);
      return { snapshot, paths: found, damaged };
    }
    context.log(`snapshot ${snapshot.name} is not in the repository any more and is forgotten`);
    context.db.transaction(() => removeSnapshot(context.db, snapshot.id)).immediate();
  }
}
