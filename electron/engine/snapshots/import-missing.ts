import type { PlanRow } from '../catalogue/plans-store.ts';
import type { PlanPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';
import { importSnapshot } from './import-snapshot.ts';
import { rebuildPlan } from './rebuild-plan.ts';
import { storedSnapshots } from './stored-snapshots.ts';

/**
 * Takes committed snapshots that the catalogue lacks (a crash between commit and catalogue) into it. If one of them is
 * older than what the catalogue has, all of the plan is read again. The plan's lock must be held.
 */
export async function importMissing(context: RunContext, row: PlanRow, paths: PlanPaths): Promise<void> {
  const known = context.catalogue.snapshots.list(row.key);
  const lacking = storedSnapshots(context, paths, row.plan, new Set(known.map(({ name }) => name)));
  const [first] = lacking;
  if (!first) return;
  if (known.some(({ sequence }) => sequence >= first.manifest.sequence)) {
    await rebuildPlan(context, row, paths);
    return;
  }
  for (const stored of lacking) {
    if (await importSnapshot(context, row, stored)) context.log(`snapshot ${stored.name} was taken into the catalogue`);
  }
}
