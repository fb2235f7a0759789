import { useQuery } from '@tanstack/react-query';
import type { Dump } from '#shared/domain/database.ts';
import { api } from '../../api/queries.ts';
import type { Moment } from '../../components/time-ruler/layout-ruler.ts';

/** As many as the ruler can tell apart. */
const shownAtMost = 1000;

/** All dumps of a database as moments of the time ruler, oldest first; the one given is among them from the start. */
export function useDumpMoments(dump: Dump): readonly Moment[] {
  const { planId: plan, sourceId: source, database } = dump;
  const { data } = useQuery(
    api.databases.dumps.queryOptions({ input: { plan, source, database, limit: shownAtMost } }),
  );
  const dumps = data?.items ?? [dump];
  return dumps.map(({ snapshotId, at, damaged }) => ({ id: snapshotId, at: Date.parse(at), damaged })).reverse();
}
