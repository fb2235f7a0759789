import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { RestoreAction, RestorePreview } from '#shared/domain/restore.ts';
import { client } from '../../api/client.ts';

interface Wanted {
  readonly action: RestoreAction | undefined;
  /** Part of a path. */
  readonly match: string;
}

const pageSize = 500;
const firstPage: string | undefined = undefined;
/** While more is found, what is in sight is read again this often, as long as that is little. */
const againMs = 1000;
const readAgainAtMost = 4;

/** The items of a dry run page after page; while it goes on, those found so far. */
export function useRestoreItems({ id, complete }: RestorePreview, { action, match }: Wanted) {
  const query = useInfiniteQuery({
    queryKey: ['restore-items', id, action, match],
    queryFn: ({ pageParam: after, signal }) =>
      client.restores.items({ preview: id, action, match: match || undefined, after, limit: pageSize }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    // A complete one never changes. To compare all pages with what they were would cost more than to draw them.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    refetchInterval: ({ state }) => (!complete && (state.data?.pages.length ?? 0) <= readAgainAtMost ? againMs : false),
  });
  const { data, refetch } = query;
  const grew = useRef(false);
  useEffect(() => {
    if (complete && grew.current) void refetch();
    grew.current = !complete;
  }, [complete, refetch]);
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return { ...query, items };
}
