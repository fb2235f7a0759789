import type { Plan, PlanPlace } from '#shared/domain/plan.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { older, type PlanSummary } from '../catalogue/summary-store.ts';
import type { PlaceState } from './next-place.ts';

/** What the catalogue knows of a plan, wherever it lies. */
export type CombinedSummary = Omit<PlanSummary, 'planKey' | 'newestId' | 'safetySnapshots'>;

export interface SummedPlace extends PlaceState {
  readonly row: PlanRow;
  readonly summary: Omit<PlanSummary, 'planKey'>;
}

const dayMs = 24 * 3_600_000;

/** Swapped once a week, each of so many drives is there again after so many weeks. */
const weekDays = 7;

export const noSummary: Omit<PlanSummary, 'planKey'> = {
  snapshots: 0,
  damagedSnapshots: 0,
  safetySnapshots: 0,
  newestId: null,
  files: 0,
  bytes: 0,
  lastGoodAt: null,
  lastGood: { files: null, databases: null },
  dumps: null,
  lastRun: null,
  runningRunId: null,
};

/**
 * A plan in all its repositories: snapshots are counted wherever they are, but only the repositories that take turns say
 * when the newest good copy was made, and what it holds.
 */
export function combineSummaries(
  { folders, databases }: Pick<Plan, 'folders' | 'databases'>,
  places: readonly Pick<SummedPlace, 'row' | 'summary'>[],
): CombinedSummary {
  const all = places.map(({ summary }) => summary);
  const turn = places.filter(({ row }) => row.inRotation).map(({ summary }) => summary);
  const lastGood = {
    files: newest(turn.map((summary) => summary.lastGood.files)),
    databases: newest(turn.map((summary) => summary.lastGood.databases)),
  };
  const parts = [
    ...(folders.length > 0 || databases.length === 0 ? [lastGood.files] : []),
    ...(databases.length > 0 ? [lastGood.databases] : []),
  ];
  const ofFiles = turn.find((summary) => summary.lastGood.files === lastGood.files) ?? noSummary;
  const ofDumps = turn.find((summary) => summary.lastGood.databases === lastGood.databases) ?? noSummary;
  const [{ lastRun, runningRunId } = noSummary] = all;
  return {
    snapshots: sum(all.map(({ snapshots }) => snapshots)),
    damagedSnapshots: sum(all.map(({ damagedSnapshots }) => damagedSnapshots)),
    files: ofFiles.files,
    bytes: ofFiles.bytes,
    lastGoodAt: older(parts),
    lastGood,
    dumps: ofDumps.dumps,
    lastRun,
    runningRunId,
  };
}

/** What each repository holds of the plan; one that takes no turn any more and holds nothing is not told. */
export function describePlaces(
  { createdAt, rotation }: Pick<Plan, 'createdAt' | 'rotation'>,
  places: readonly SummedPlace[],
  now: number,
): PlanPlace[] {
  const patienceMs = rotation.length * weekDays * dayMs;
  return places
    .filter(({ row, summary }) => row.inRotation || summary.snapshots > 0)
    .map(({ row, summary, available, lastGoodAt }) => ({
      repositoryId: row.plan.repositoryId,
      path: row.repositoryPath,
      available,
      inRotation: row.inRotation,
      lastGoodAt,
      snapshots: summary.snapshots,
      longAgo: row.inRotation && rotation.length > 1 && now - Date.parse(lastGoodAt ?? createdAt) > patienceMs,
    }));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Instants are ordered as texts. */
const newest = (instants: readonly (string | null)[]): string | null =>
  instants
    .filter((instant) => instant !== null)
    .sort()
    .at(-1) ?? null;
