import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';

/** The plan in the repository that holds the snapshot; in its first one where the catalogue does not know the snapshot. */
export function placeOfSnapshot(catalogue: Catalogue, planId: string, snapshotId: string): PlanRow | undefined {
  const rows = catalogue.plans.ofPlan(planId);
  const held = catalogue.snapshots.byId(snapshotId);
  return rows.find(({ key }) => key === held?.planKey) ?? rows[0];
}
