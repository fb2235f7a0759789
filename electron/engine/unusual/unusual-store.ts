import type { UnusualChange, UnusualExtent, UnusualStatus } from '#shared/domain/unusual.ts';
import { isState } from '../catalogue/is-state.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { UnusualReply } from '../repository/manifest.ts';
import { consideredRuns } from './judge-extent.ts';

/** A backup with an unusual change that nobody has answered. */
export interface OpenUnusual extends UnusualExtent {
  readonly snapshotId: string;
  readonly sequence: number;
  readonly name: string;
  readonly at: string;
}

interface PlanIds {
  readonly planId: string;
  readonly planKey: number;
}

const isOpen = 's.missing = 0 AND u.answer IS NULL';

const share = (counts: string): string =>
  `1.0 * coalesce(${counts} ->> '$.lost', ${counts} ->> '$.changed' + ${counts} ->> '$.removed'
     - coalesce(${counts} ->> '$.moved', 0)) / (${counts} ->> '$.unchanged' + ${counts} ->> '$.changed' + ${counts} ->> '$.removed')`;

/** A change that was meant is part of the history, one that was not never is. */
const notUnusual = (snapshotId: string): string =>
  `NOT EXISTS (SELECT 1 FROM unusual u WHERE u.snapshot_id = ${snapshotId} AND u.answer IS NOT 'mine')`;

/** Unusual changes, and the history that tells what is usual. */
export function createUnusualStore(db: Connection) {
  const open = db.prepare<[number], OpenUnusual>(
    `SELECT u.snapshot_id AS snapshotId, s.sequence, s.name, s.completed_at AS at, u.files, u.changed, u.removed, u.usual,
       u.bound FROM snapshot s CROSS JOIN unusual u ON u.snapshot_id = s.id
     WHERE s.plan_key = ? AND ${isOpen} ORDER BY s.sequence`,
  );
  const plans = db.prepare<[], { planKey: number; at: string; files: number; changed: number; removed: number }>(
    `SELECT s.plan_key AS planKey, s.completed_at AS at, u.files, u.changed, u.removed
     FROM unusual u CROSS JOIN snapshot s ON s.id = u.snapshot_id WHERE ${isOpen} ORDER BY s.sequence`,
  );
  const ofRuns = db
    .prepare<[string], number | null>(
      `SELECT ${share("result -> '$.files'")} FROM run WHERE plan_id = ? AND kind = 'backup' AND result ->> '$.unchanged' = 0
         AND coalesce(result ->> '$.withoutFiles', 0) = 0 AND ${notUnusual('run.snapshot_id')}
       ORDER BY number DESC LIMIT ${consideredRuns}`,
    )
    .pluck();
  const places = db.prepare<[string], number>('SELECT count(*) FROM place WHERE plan_id = ?').pluck();
  const ofSnapshots = db
    .prepare<[number], number | null>(
      `SELECT ${share('changes')} FROM snapshot WHERE plan_key = ? AND missing = 0 AND ${isState}
         AND ${notUnusual('snapshot.id')} ORDER BY sequence DESC LIMIT ${consideredRuns}`,
    )
    .pluck();
  const before = db.prepare<[number, number], UnusualChange['last']>(
    `SELECT id AS snapshotId, name, completed_at AS at FROM snapshot
     WHERE plan_key = ? AND missing = 0 AND ${isState} AND sequence < ? ORDER BY sequence DESC LIMIT 1`,
  );
  const restored = db
    .prepare<[string, string], string>(
      `SELECT ended_at FROM run WHERE plan_id = ? AND kind = 'restore' AND started_at >= ?
         AND outcome IN ('succeeded', 'succeeded-with-warnings') ORDER BY number DESC LIMIT 1`,
    )
    .pluck();
  return {
    /** Oldest first. */
    open: (planKey: number): OpenUnusual[] => open.all(planKey),
    firstOpen: (planKey: number): OpenUnusual | undefined => open.get(planKey),
    /** Of each plan that has one (by its key), what nobody has answered. */
    status: (): Map<number, UnusualStatus> =>
      new Map(
        [...Map.groupBy(plans.all(), ({ planKey }) => planKey)].map(([planKey, all]) => [
          planKey,
          { since: all[0]?.at ?? '', ...extentOf(furthest(all)) },
        ]),
      ),
    /** What somebody has to answer; undefined where there is nothing. */
    change: ({ key, plan }: PlanRow): UnusualChange | undefined => {
      const all = open.all(key);
      const [first, last] = [all[0], all.at(-1)];
      if (!first || !last) return undefined;
      const { usual, bound, ...extent } = furthest(all);
      return {
        ...{ planId: plan.id, planName: plan.name, ...extentOf(extent), usual, bound },
        ...{ first: momentOf(first), last: momentOf(last) },
        before: before.get(key, first.sequence) ?? null,
        restoredAt: restored.get(plan.id, first.at) ?? null,
      };
    },
    /**
     * Shares of files that earlier backups of the plan found changed or gone, of those that found anything at all. A home
     * that has few runs of the plan goes by the snapshots that there are.
     */
    shares: ({ planId, planKey }: PlanIds): number[] => {
      // Where drives take turns runs tell of several histories, and those of one drive are as far apart as its turns.
      const runs = (places.get(planId) ?? 1) > 1 ? [] : ofRuns.all(planId).filter((found) => found !== null);
      const snapshots = ofSnapshots.all(planKey).filter((found) => found !== null);
      return runs.length >= snapshots.length ? runs : snapshots;
    },
  };
}

/** Records an unusual change with its snapshot, within the same transaction. */
export function writeUnusual(
  db: Connection,
  snapshotId: string,
  { extent, reply }: { readonly extent: UnusualExtent | undefined; readonly reply?: UnusualReply | null },
): void {
  if (!extent) return;
  db.prepare(
    `INSERT OR REPLACE INTO unusual (snapshot_id, files, changed, removed, usual, bound, answer, answered_at)
     VALUES (@snapshotId, @files, @changed, @removed, @usual, @bound, @answer, @at)`,
  ).run({ snapshotId, ...extent, answer: reply?.answer ?? null, at: reply?.at ?? null });
}

/** Records what somebody said to it. */
export function writeReply(db: Connection, snapshotId: string, { answer, at }: UnusualReply): void {
  db.prepare('UPDATE unusual SET answer = ?, answered_at = ? WHERE snapshot_id = ?').run(answer, at, snapshotId);
}

type Counted = Pick<UnusualExtent, 'files' | 'changed' | 'removed'>;

const extentOf = ({ files, changed, removed }: Counted): Counted => ({ files, changed, removed });

/** Of at least one. */
const furthest = <One extends Counted>(all: readonly One[]): One =>
  all.reduce((most, one) => (shareOf(one) > shareOf(most) ? one : most));

const shareOf = ({ files, changed, removed }: Counted): number => (files === 0 ? 0 : (changed + removed) / files);

const momentOf = ({ snapshotId, name, at }: OpenUnusual): UnusualChange['last'] => ({ snapshotId, name, at });
