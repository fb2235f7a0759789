import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/queries.ts';

/** More databases than these are found by their plan, on the page Time. */
const shownAtMost = 1000;

/** The newest dump of each database there is. */
export const useNewestDumps = () =>
  useQuery(api.databases.dumps.queryOptions({ input: { newest: true, limit: shownAtMost } }));
