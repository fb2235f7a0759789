import type { Storage } from '#shared/domain/repository.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { PlanSummary } from '../catalogue/summary-store.ts';
import type { Destinations } from '../repository/destinations.ts';
import { describeRepositories } from '../repository/repository-service.ts';
import type { Service } from '../services.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
}

type PlanStorage = Storage['repositories'][number]['plans'][number];

/** What the repositories of this home hold, plan by plan, and the space left on their volumes. */
export function createStorageService({ catalogue, destinations }: Dependencies): Service<'storage'> {
  const contentBytes = createContentBytes(catalogue);
  return {
    get: async () => {
      const [rows, plans, summaries] = await Promise.all([
        catalogue.read.repositories.list(),
        catalogue.read.plans.list(),
        catalogue.read.summary.plans(),
      ]);
      const bytes = await contentBytes(summaries);
      const repositories = await describeRepositories(rows, { catalogue, destinations });
      const spaces = await Promise.all(rows.map(async (row) => (await destinations.check(row)).space));
      const summaryOf = new Map(summaries.map((summary) => [summary.planKey, summary]));
      return {
        repositories: repositories.map((repository, index) => ({
          repository,
          totalBytes: spaces[index]?.totalBytes ?? null,
          freeBytes: spaces[index]?.freeBytes ?? null,
          plans: plans
            .filter((row) => row.plan.repositoryId === repository.id)
            .map((row) => toPlanStorage(row, summaryOf.get(row.key), bytes.get(row.key))),
        })),
      };
    },
  };
}

interface Content {
  readonly bytes: number;
  readonly dumpBytes: number;
  readonly newestDumpBytes: number;
}

function toPlanStorage(
  { plan }: PlanRow,
  summary: PlanSummary | undefined,
  { bytes, dumpBytes, newestDumpBytes }: Content = { bytes: 0, dumpBytes: 0, newestDumpBytes: 0 },
): PlanStorage {
  return {
    planId: plan.id,
    planName: plan.name,
    snapshots: summary?.snapshots ?? 0,
    bytes,
    dumpBytes,
    newestBytes: (summary?.bytes ?? 0) + newestDumpBytes,
  };
}

/**
 * Bytes of content by plan, counted again only when snapshots came or went. On the writing connection, which the
 * window hardly needs: counting a million versions takes about a second, and browsing must not wait for it.
 */
function createContentBytes(catalogue: CatalogueClient) {
  let known: { readonly state: string; readonly bytes: Promise<ReadonlyMap<number, Content>> } | undefined;
  const count = async () => {
    const rows = await catalogue.write.summary.contentBytes();
    return new Map(rows.map((row) => [row.planKey, row]));
  };
  return (summaries: readonly PlanSummary[]): Promise<ReadonlyMap<number, Content>> => {
    const state = JSON.stringify(
      summaries.map(({ planKey, snapshots, safetySnapshots, newestId }) => [
        planKey,
        snapshots,
        safetySnapshots,
        newestId,
      ]),
    );
    if (known?.state !== state) known = { state, bytes: count() };
    return known.bytes;
  };
}
