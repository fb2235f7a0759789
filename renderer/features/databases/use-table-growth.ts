import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { api } from '../../api/queries.ts';
import type { Point } from '../../components/growth-chart/layout-growth.ts';
import { nameOfTable } from './name-of-table.ts';

interface TableGrowth {
  /** Rows of a table from dump to dump, oldest first; undefined until they were read. */
  readonly of: (table: string) => readonly Point[] | undefined;
  /** Reads on, where more tables follow. */
  readonly more: () => void;
}

/** How the tables of a database grew from dump to dump, page after page. */
export function useTableGrowth({ planId: plan, sourceId: source, database }: Dump): TableGrowth {
  const { data, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    api.databases.growth.infiniteOptions({
      input: (after: string | undefined) => ({ plan, source, database, after, limit: 200 }),
      initialPageParam: undefined,
      getNextPageParam: ({ tables }) => tables.next ?? undefined,
    }),
  );
  const points = useMemo(
    () =>
      new Map(
        data?.pages.flatMap(({ moments, tables }) =>
          tables.items.map((table) => [nameOfTable(table), pointsOf(moments, table.rows)] as const),
        ),
      ),
    [data],
  );
  return {
    of: (table) => points.get(table),
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
  };
}

/** A dump in which the table was not, or without its rows, has no place on the line. */
export const pointsOf = (
  moments: readonly { readonly at: string }[],
  values: readonly (number | null)[],
): readonly Point[] =>
  moments.flatMap(({ at }, index) => {
    const value = values[index] ?? null;
    return value === null ? [] : [{ at: Date.parse(at), value }];
  });
