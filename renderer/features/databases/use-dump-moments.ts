import { useQuery } from '@tanstack/react-query';
import type { Dump } from '#shared/domain/database.ts';
import { api } from '../../api/queries.ts';
import type { Moment } from '../../components/time-ruler/layout-ruler.ts';

/** As many as the ruler can tell apart. */
const shownAtMost = 1000;

/** All dumps of a database as moments of the time ruler, oldest first; undefined until they were read. */
export function useDumpMoments(dump: Dump | undefined): readonly Moment[] | undefined {
  const { planId: plan, sourceId: source, database } = dump ?? {};
  const { data, error } = useQuery({
    ...api.databases.dumps.queryOptions({ input: { plan, source, database, limit: shownAtMost } }),
    enabled: dump !== undefined,
  });
  // Without the others there is still this one.
  const dumps = error !== null && dump !== undefined ? [dump] : data?.items;
  return dumps?.map(({ snapshotId, at, damaged }) => ({ id: snapshotId, at: Date.parse(at), damaged })).reverse();
}
