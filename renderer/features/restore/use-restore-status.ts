import { useQuery } from '@tanstack/react-query';
import type { Run } from '#shared/domain/run.ts';
import { api } from '../../api/queries.ts';

/** Whether an ended restore can be undone or finished; undefined while it is not known, or is none. */
export function useRestoreStatus(run: Pick<Run, 'id' | 'kind' | 'outcome'> | undefined) {
  const { data } = useQuery({
    ...api.restores.status.queryOptions({ input: { restore: run?.id ?? '' } }),
    enabled: run !== undefined && run.kind === 'restore' && run.outcome !== null,
  });
  return data;
}
