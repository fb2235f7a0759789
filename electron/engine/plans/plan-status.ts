import type { Plan, PlanStatus } from '#shared/domain/plan.ts';
import { type Occurrence, type Schedule, type WaitReason, waitReasons } from '#shared/domain/schedule.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import { type Due, nextOccurrences } from '../schedule/occurrences.ts';
import { overdueSince } from '../schedule/overdue.ts';
import {
  type CombinedSummary,
  combineSummaries,
  describePlaces,
  noSummary,
  type SummedPlace,
} from './combine-places.ts';
import { nextPlace } from './next-place.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly clock: Clock;
}

const hourMs = 3_600_000;

/** Plans with how they stand, told of their rows in all repositories: two questions to the catalogue, one to each repository. */
export async function describePlans(
  rows: readonly PlanRow[],
  { catalogue, destinations, clock }: Dependencies,
): Promise<PlanStatus[]> {
  const [summaries, repositories, occurrences, unusual] = await Promise.all([
    catalogue.read.summary.plans(),
    catalogue.read.repositories.list(),
    catalogue.read.occurrences.newest(),
    catalogue.read.unusual.status(),
  ]);
  const states = await Promise.all(
    repositories.map(async (row) => [row.key, (await destinations.check(row)).state === 'ready'] as const),
  );
  const ready = new Map(states);
  const byKey = new Map(summaries.map((summary) => [summary.planKey, summary]));
  const plans = Map.groupBy(rows, ({ plan }) => plan.id);
  return [...plans.values()].flatMap((ofPlan) => {
    const places = ofPlan.map((row) => {
      const summary = byKey.get(row.key) ?? noSummary;
      return { row, summary, available: ready.get(row.repositoryKey) ?? false, lastGoodAt: summary.lastGoodAt };
    });
    const [first] = ofPlan;
    const waits = occurrences.filter(({ planId, state }) => planId === first?.plan.id && state === 'waiting');
    const open = ofPlan.flatMap(({ key }) => unusual.get(key) ?? []);
    return first ? [toStatus(first.plan, places, { waits, now: clock.now(), unusual: open[0] ?? null })] : [];
  });
}

interface KnownOccurrences {
  /** Occurrences that are due and wait. */
  readonly waits: readonly Occurrence[];
  readonly now: number;
  /** An unusual change that nobody has answered. */
  readonly unusual: PlanStatus['unusual'];
}

interface Known {
  readonly summary: CombinedSummary;
  readonly available: boolean;
  readonly now: number;
  readonly unusual: PlanStatus['unusual'];
}

function toStatus(plan: Plan, places: readonly SummedPlace[], { waits, now, unusual }: KnownOccurrences): PlanStatus {
  const next = nextPlace(places) ?? places[0];
  const summary = combineSummaries(plan, places);
  const known: Known = { summary, available: next?.available ?? false, now, unusual };
  const overdue = judgeOverdue(plan, known);
  const enabled = plan.schedules.filter((schedule) => schedule.enabled);
  const { snapshots, damagedSnapshots, files, bytes, lastGoodAt, dumps, lastRun, runningRunId } = summary;
  return {
    plan,
    repositoryPath: next?.row.repositoryPath ?? '',
    repositoryAvailable: known.available,
    places: describePlaces(plan, places, now),
    state: judgePlan(plan, known),
    lastGoodAt,
    overdueSince: overdue === null ? null : new Date(overdue).toISOString(),
    unusual: known.unusual,
    nextAt: earliest(enabled.flatMap((schedule) => nextOccurrences(schedule, now))),
    waitingFor: waitingFor(enabled, waits),
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

type Scheduled = Pick<Plan, 'folders' | 'databases' | 'schedules' | 'sample'>;

/** Since when a good backup has been overdue, in ms; null while none is. */
export function judgeOverdue(
  { folders, databases, schedules }: Scheduled,
  { summary, now }: Pick<Known, 'summary' | 'now'>,
): number | null {
  const has = { files: folders.length > 0, databases: databases.length > 0 };
  const scoped = schedules.map((schedule) => ({ ...schedule, scope: schedule.scope.filter((part) => has[part]) }));
  const { lastGood } = summary;
  return overdueSince(scoped, { files: msOf(lastGood.files), databases: msOf(lastGood.databases) }, now);
}

const msOf = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant));

/** What the occurrences of some schedules wait for. */
export function waitingFor(schedules: readonly Schedule[], waits: readonly Occurrence[]): WaitReason | null {
  const wait = waits.find(({ scheduleId }) => schedules.some(({ id }) => id === scheduleId));
  return waitReasons.find((reason) => reason === wait?.reason) ?? null;
}

const earliest = (dues: readonly Due[]): string | null =>
  dues.length === 0 ? null : new Date(Math.min(...dues.map(({ at }) => at))).toISOString();

/**
 * The one word for a plan: what needs attention comes first. A cut-off run is a failed one; a skipped or cancelled one
 * leaves the plan as old as its newest good copy.
 */
export function judgePlan(plan: Scheduled, known: Known): PlanStatus['state'] {
  const { summary, available, now, unusual } = known;
  const { runningRunId, lastRun, lastGoodAt } = summary;
  if (runningRunId !== null) return 'running';
  if (unusual !== null) return 'unusual';
  if (judgeOverdue(plan, known) !== null) return 'overdue';
  if (lastRun?.outcome === 'failed' || lastRun?.outcome === 'interrupted') return 'failed';
  if (!available) return 'unavailable';
  if (lastGoodAt === null) return 'never';
  // Nobody needs a fresh copy of sample data.
  if (plan.sample || plan.schedules.some(({ enabled }) => enabled)) return 'good';
  const age = now - Date.parse(lastGoodAt);
  if (age < 6 * hourMs) return 'good';
  return age < 24 * hourMs ? 'aging' : 'late';
}
