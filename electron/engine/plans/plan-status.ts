import type { PlanStatus } from '#shared/domain/plan.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { PlanSummary } from '../catalogue/summary-store.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly clock: Clock;
}

const hourMs = 3_600_000;

/** Plans with how they stand: two questions to the catalogue for all of them, one to each repository. */
export async function describePlans(
  rows: readonly PlanRow[],
  { catalogue, destinations, clock }: Dependencies,
): Promise<PlanStatus[]> {
  const [summaries, repositories] = await Promise.all([
    catalogue.read.summary.plans(),
    catalogue.read.repositories.list(),
  ]);
  const states = await Promise.all(
    repositories.map(async (row) => [row.key, (await destinations.check(row)).state === 'ready'] as const),
  );
  const available = new Map(states);
  const byKey = new Map(summaries.map((summary) => [summary.planKey, summary]));
  return rows.map((row) =>
    toStatus(row, {
      summary: byKey.get(row.key) ?? noSummary,
      available: available.get(row.repositoryKey) ?? false,
      now: clock.now(),
    }),
  );
}

const noSummary: Omit<PlanSummary, 'planKey'> = {
  snapshots: 0,
  damagedSnapshots: 0,
  safetySnapshots: 0,
  newestId: null,
  files: 0,
  bytes: 0,
  lastGoodAt: null,
  dumps: null,
  lastRun: null,
  runningRunId: null,
};

interface Known {
  readonly summary: Omit<PlanSummary, 'planKey'>;
  readonly available: boolean;
  readonly now: number;
}

function toStatus({ plan, repositoryPath }: PlanRow, known: Known): PlanStatus {
  const { snapshots, damagedSnapshots, files, bytes, lastGoodAt, dumps, lastRun, runningRunId } = known.summary;
  return {
    plan,
    repositoryPath,
    repositoryAvailable: known.available,
    state: judgePlan(known),
    lastGoodAt,
    lastRunId: lastRun?.id ?? null,
    lastOutcome: lastRun?.outcome ?? null,
    lastError: lastRun?.error ?? null,
    lastWarnings: lastRun?.warningCount ?? 0,
    runningRunId,
    snapshots,
    damagedSnapshots,
    files,
    bytes,
    dumps,
  };
}

/**
 * The one word for a plan: what needs attention comes first. A cut-off run is a failed one; a skipped or cancelled one
 * leaves the plan as old as its newest good copy.
 */
export function judgePlan({ summary, available, now }: Known): PlanStatus['state'] {
  const { runningRunId, lastRun, lastGoodAt } = summary;
  if (runningRunId !== null) return 'running';
  if (lastRun?.outcome === 'failed' || lastRun?.outcome === 'interrupted') return 'failed';
  if (!available) return 'unavailable';
  if (lastGoodAt === null) return 'never';
  const age = now - Date.parse(lastGoodAt);
  if (age < 6 * hourMs) return 'good';
  return age < 24 * hourMs ? 'aging' : 'late';
}
