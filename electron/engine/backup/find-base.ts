import path from 'node:path';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { removeSnapshot } from '../catalogue/remove-snapshot.ts';
import { type PlanPaths, snapshotPaths } from '../repository/layout.ts';
import type { PlanLock } from '../repository/plan-lock.ts';
import { readSnapshotState } from '../repository/snapshot-state.ts';
import type { RunContext } from '../runs/run-context.ts';
import { finishDeletions } from '../snapshots/finish-deletions.ts';
import { holdPlan } from '../snapshots/held-plan.ts';
import { importMissing } from '../snapshots/import-missing.ts';
import type { Base } from './backup-scope.ts';

/**
 * The plan's newest backup of files, after the catalogue was brought in line with the disk: committed snapshots it lacks (a
 * crash between commit and catalogue) are imported, and newest ones whose folder is gone are forgotten, so that the
 * catalogue's current state is that of the base. Throws a destination error if the repository went away: then nothing is
 * forgotten.
 */
export async function findBase(
  context: RunContext,
  row: PlanRow,
  { paths, lock }: { readonly paths: PlanPaths; readonly lock: PlanLock },
): Promise<Base | null> {
  const place = holdPlan(context, { row, paths, lock });
  await finishDeletions(context, place);
  await importMissing(context, place);
  for (;;) {
    const snapshot = context.catalogue.snapshots.newestState(row.key);
    if (!snapshot) return null;
    if (!place.isGone(snapshot.name)) {
      const found = snapshotPaths(path.join(paths.snapshots, snapshot.name));
      const damaged = readSnapshotState(found.state).damaged.map((damage) => damage.path);
      return { snapshot, paths: found, damaged };
    }
    context.log(`snapshot ${snapshot.name} is not in the repository any more and is forgotten`);
    context.db.transaction(() => removeSnapshot(context.db, snapshot.id)).immediate();
  }
}
