import type { Version } from '#shared/domain/snapshot.ts';
import { isState } from './is-state.ts';
import type { Connection } from './open-catalogue.ts';
import { toEntry, type VersionRow } from './version-row.ts';

interface Moment {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  readonly at: string;
}

/** The states of one plan's files, to tell which of them hold a version. */
export interface PlanTimeline {
  /** Undefined when no snapshot holds the version any more. */
  toVersion(path: string, row: VersionRow): Version | undefined;
}

export function readPlanTimeline(db: Connection, planKey: number): PlanTimeline {
  const moments = db
    .prepare<[number], Moment>(
      `SELECT sequence, id, name, completed_at AS at FROM snapshot WHERE plan_key = ? AND missing = 0
         AND ${isState} ORDER BY sequence`,
    )
    .all(planKey);
  return {
    toVersion: (path, row) => {
      const first = moments[firstAtLeast(moments, row.firstSeq)];
      const end = row.lastSeq === null ? moments.length : firstAtLeast(moments, row.lastSeq + 1);
      const last = moments[end - 1];
      if (!first || !last || first.sequence > last.sequence) return undefined;
      return {
        ...toEntry(path, row, false),
        firstSnapshot: { id: first.id, name: first.name, at: first.at },
        lastSnapshot: { id: last.id, name: last.name, at: last.at },
        current: row.lastSeq === null,
      };
    },
  };
}

/** Index of the first moment of that sequence or a later one. */
function firstAtLeast(moments: readonly Moment[], sequence: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
