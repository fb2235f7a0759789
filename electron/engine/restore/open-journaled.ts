import { HoldfastError } from '#shared/errors.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { checkReadable } from '../repository/check-readable.ts';
import { planPaths, snapshotPaths } from '../repository/layout.ts';
import { placeOfSnapshot } from '../snapshots/place-of-snapshot.ts';
import type { JournalHeader } from './journal.ts';
import type { OpenRestore } from './open-restore.ts';

/**
 * What a journal is about, opened without looking up again what was chosen: its list says what is done, and where. Where
 * only what was made is to go, any snapshot of the plan will do. Throws `snapshot-not-found` or a destination error.
 */
export function openJournaled(
  catalogue: Catalogue,
  { planId, order }: JournalHeader,
  snapshotId: string | null,
): OpenRestore {
  const plan = placeOfSnapshot(catalogue, planId, snapshotId ?? order.snapshotId);
  const repository = plan && catalogue.repositories.byId(plan.plan.repositoryId);
  const snapshot = plan && chooseSnapshot(catalogue, plan.key, snapshotId);
  if (!plan || !repository || !snapshot) {
    throw new HoldfastError('snapshot-not-found', { snapshot: snapshotId ?? order.snapshotId });
  }
  checkReadable(repository);
  const paths = snapshotPaths(`${planPaths(repository.path, plan.plan.slug).snapshots}/${snapshot.name}`);
  return { snapshot, plan, paths, roots: [], protectedPaths: [] };
}

function chooseSnapshot(catalogue: Catalogue, planKey: number, snapshotId: string | null): SnapshotRow | undefined {
  const all = catalogue.snapshots.list(planKey);
  return snapshotId === null ? all[0] : all.find(({ id }) => id === snapshotId);
}
