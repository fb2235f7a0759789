import fs from 'node:fs/promises';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { Destinations } from '../repository/destinations.ts';
import { planPaths } from '../repository/layout.ts';
import { keptUntil } from './kept-until.ts';
import type { PlannedSnapshot } from './resolve-snapshot.ts';

/** Absolute path of a snapshot's folder. */
export const folderOf = ({ row, plan }: PlannedSnapshot): string =>
  `${planPaths(plan.repositoryPath, plan.plan.slug).snapshots}/${row.name}`;

/** When snapshots go, by id; none where that can’t be told. */
export type Expiries = ReadonlyMap<string, string | null>;

/** Snapshots as they are told, with whether each can be read right now; same order. */
export async function describeSnapshots(
  snapshots: readonly PlannedSnapshot[],
  repositories: readonly RepositoryRow[],
  destinations: Pick<Destinations, 'check'>,
  expiries: Expiries,
): Promise<Snapshot[]> {
  const plans = new Map(snapshots.map(({ plan }) => [plan.key, plan]));
  const present = new Map(
    await Promise.all(
      [...plans.values()].map(async (plan) => {
        const repository = repositories.find(({ key }) => key === plan.repositoryKey);
        return [plan.key, await presentNames(plan, repository, destinations)] as const;
      }),
    ),
  );
  return snapshots.map((snapshot) =>
    describe(snapshot, {
      available: present.get(snapshot.plan.key)?.has(snapshot.row.name) === true,
      expiresAt: expiries.get(snapshot.row.id) ?? (snapshot.row.pinned ? null : keptUntil(snapshot.row)),
    }),
  );
}

/** Names of the snapshots whose folders are there; none when the repository can't be read. */
async function presentNames(
  plan: PlanRow,
  repository: RepositoryRow | undefined,
  destinations: Pick<Destinations, 'check'>,
): Promise<ReadonlySet<string>> {
  if (!repository) return new Set();
  const { state } = await destinations.check(repository);
  if (state !== 'ready' && state !== 'read-only') return new Set();
  // A plan that never ran has no folder; a volume may go away between the two questions.
  return new Set(await fs.readdir(planPaths(plan.repositoryPath, plan.plan.slug).snapshots).catch(() => []));
}

function describe(
  { row, plan }: PlannedSnapshot,
  { available, expiresAt }: Pick<Snapshot, 'available' | 'expiresAt'>,
): Snapshot {
  const { planKey: _, missing: __, rootEntry: ___, ...told } = row;
  return {
    ...told,
    keptUntil: keptUntil(row),
    expiresAt,
    planId: plan.plan.id,
    planName: plan.plan.name,
    repositoryId: plan.plan.repositoryId,
    repositoryPath: plan.repositoryPath,
    path: folderOf({ row, plan }),
    available,
  };
}
