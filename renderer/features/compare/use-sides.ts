import { useQuery } from '@tanstack/react-query';
import type { HistoryVersion } from '#shared/domain/finding.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';

/** One side of a comparison. */
export interface ComparedSide {
  /** What the address names: a snapshot, or `now`. */
  readonly ref: string;
  /** Undefined for the file as it is now, and while it is read. */
  readonly snapshot: Snapshot | undefined;
}

export interface Sides {
  readonly from: ComparedSide;
  readonly to: ComparedSide;
  /** All versions of the path in all plans, newest first; empty while they are read. */
  readonly versions: readonly HistoryVersion[];
  readonly error: unknown;
}

/** The two sides that are compared, and what else could be. */
export function useSides(path: string, fromRef: string, toRef: string): Sides {
  const from = useSide(fromRef);
  const to = useSide(toRef);
  const { data: versions = [] } = useQuery(api.snapshots.history.queryOptions({ input: { path } }));
  return {
    from: { ref: fromRef, snapshot: from.data },
    to: { ref: toRef, snapshot: to.data },
    versions,
    error: from.error ?? to.error,
  };
}

const useSide = (ref: string) =>
  useQuery({ ...api.snapshots.get.queryOptions({ input: { snapshot: ref } }), enabled: ref !== 'now' });
