import type { PlanRow } from '../catalogue/plans-store.ts';
import { type PlanPaths, snapshotPaths } from '../repository/layout.ts';
import { readManifest } from '../repository/read-manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { snapshotNames } from './snapshot-names.ts';

/**
 * The number of a plan's next snapshot: above those in the catalogue, and above those in the repository that the catalogue
 * left out, so that no two of them claim one place.
 */
export function nextSequence(
  { catalogue }: Pick<RunContext, 'catalogue'>,
  { key, plan }: { readonly key: PlanRow['key']; readonly plan: Pick<PlanRow['plan'], 'id'> },
  paths: PlanPaths,
): number {
  const known = new Set(catalogue.snapshots.list(key).map(({ name }) => name));
  const others = snapshotNames(paths)
    .filter((name) => !known.has(name))
    .map((name) => readManifest(snapshotPaths(`${paths.snapshots}/${name}`).manifest))
    .map((manifest) => (manifest?.planId === plan.id ? manifest.sequence : 0));
  return 1 + Math.max(catalogue.snapshots.highestSequence(key), ...others);
}
