import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { HistoryVersion } from '#shared/domain/finding.ts';
import { api } from '../../api/queries.ts';

export interface Versions {
  /** Newest first; undefined while they are read. */
  readonly list: readonly HistoryVersion[] | undefined;
  /** Ids of the snapshots that first held a version of another content than the one before. */
  readonly changedAt: ReadonlySet<string>;
  readonly error: unknown;
}

/** All versions of a path in a plan; without a path there are none. */
export function useVersions(path: string | undefined, plan: string): Versions {
  const { data, error } = useQuery({
    ...api.snapshots.history.queryOptions({ input: { path: path ?? '', plan } }),
    enabled: path !== undefined,
  });
  const changedAt = useMemo(
    () => new Set(data?.filter(({ differs }) => differs).map(({ firstSnapshot }) => firstSnapshot.id)),
    [data],
  );
  return { list: path === undefined ? [] : data, changedAt, error };
}
