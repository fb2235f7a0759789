import type { RepairItem } from '#shared/domain/damage.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createTreePool } from '../../backup/tree-pool.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import type { RepositoryRow } from '../../catalogue/repositories-store.ts';
import type { SnapshotRow } from '../../catalogue/snapshots-store.ts';
import { checkDestination } from '../../repository/check-destination.ts';
import { checkReadable } from '../../repository/check-readable.ts';
import { planPaths } from '../../repository/layout.ts';
import { acquirePlanLock, type PlanLock } from '../../repository/plan-lock.ts';
import type { RunContext } from '../../runs/run-context.ts';
import type { JobOf, RunReport } from '../../runs/run-job.ts';
import { requireRsync } from '../../tools/find-program.ts';
import { repairPlan } from './repair-plan.ts';
import type { Repaired } from './repair-scope.ts';

/**
 * Mends what checks found damaged or missing in snapshots: the same content, proven by its sum, is taken from another
 * snapshot or from the source, and takes the damaged copy's place in all snapshots that share it. The damaged copy is kept
 * aside. Whenever this is cut off, each name is the old file or the new one. What is left makes the run fail with
 * `repair-incomplete`. A dry run looks for good copies and changes nothing.
 */
export async function runRepair({ snapshotIds, dryRun }: JobOf<'repair'>, context: RunContext): Promise<RunReport> {
  const plans = choosePlans(context, snapshotIds);
  for (const { repository } of plans) {
    if (dryRun) checkReadable(repository);
    else checkDestination(repository);
  }
  const rsync = dryRun ? '' : (await requireRsync()).path;
  const locks: PlanLock[] = [];
  const pool = createTreePool(context.home);
  const done: Repaired[] = [];
  try {
    // All of them before anything is touched: a plan that is busy is no reason to do half of it.
    if (!dryRun) for (const { plan } of plans) locks.push(lockPlan(context, plan));
    for (const [index, { plan, snapshots }] of plans.entries()) {
      const lock = locks[index] ?? null;
      await repairPlan({ context, pool, rsync, dryRun, plan, snapshots, lock, onDone: (one) => done.push(one) });
    }
  } catch (error) {
    if (!context.signal.aborted) throw error;
    throw new HoldfastError('cancelled', { rest: 'What was repaired stays repaired; the rest is as it was.' }, error);
  } finally {
    await pool.close();
    for (const lock of locks) lock.release();
  }
  const [only, second] = snapshotIds;
  return { ...reportOf(done, dryRun), ...(only !== undefined && second === undefined && { snapshotId: only }) };
}

interface Chosen {
  readonly plan: PlanRow;
  readonly repository: RepositoryRow;
  readonly snapshots: readonly SnapshotRow[];
}

/** The plans of the snapshots that something is wrong with. */
function choosePlans({ catalogue }: RunContext, snapshotIds: readonly string[]): Chosen[] {
  const found = snapshotIds.map((id) => {
    const snapshot = catalogue.snapshots.byId(id);
    if (!snapshot || snapshot.missing) throw new HoldfastError('snapshot-not-found', { snapshot: id });
    return snapshot;
  });
  const byPlan = Map.groupBy(
    found.filter(({ damaged }) => damaged > 0),
    ({ planKey }) => planKey,
  );
  return catalogue.plans.list().flatMap((plan) => {
    const snapshots = byPlan.get(plan.key);
    const repository = catalogue.repositories.byId(plan.plan.repositoryId);
    return snapshots && repository ? [{ plan, repository, snapshots }] : [];
  });
}

const lockPlan = ({ runId }: RunContext, { repositoryPath, plan }: PlanRow): PlanLock =>
  acquirePlanLock(planPaths(repositoryPath, plan.slug), { planName: plan.name, runId });

/** So many are told one by one; all are counted. */
const toldItems = 1000;

function reportOf(done: readonly Repaired[], dryRun: boolean): RunReport {
  const of = (outcome: RepairItem['outcome']) => done.filter(({ item }) => item.outcome === outcome);
  const [repaired, sound, left] = [of('repaired'), of('sound'), of('left')];
  const fromSource = repaired.filter(({ item }) => item.from !== null && item.from.snapshot === null).length;
  return {
    result: {
      kind: 'repair',
      dryRun,
      repaired: repaired.length,
      fromSnapshot: repaired.length - fromSource,
      fromSource,
      sound: sound.length,
      left: left.length,
      bytes: repaired.reduce((sum, { bytes }) => sum + bytes, 0),
      items: [...left, ...repaired, ...sound].slice(0, toldItems).map(({ item }) => item),
    },
    ...(left.length > 0 && !dryRun && { failure: new HoldfastError('repair-incomplete', { count: left.length }) }),
  };
}
