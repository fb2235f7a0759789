import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../api/queries.ts';

/** Starts test restores, and knows of the one that is going on, whoever started it. `run`: one that was started here. */
export function useProve(run: string | undefined, onStarted: (runId: string) => void) {
  const prove = useMutation(api.databases.testRestore.mutationOptions({ onSuccess: ({ runId }) => onStarted(runId) }));
  const { data } = useQuery(api.runs.list.queryOptions({ input: { kind: 'test-restore', limit: 1 } }));
  const running = data?.items.find(({ outcome }) => outcome === null)?.id;
  return { prove, shown: running ?? run, busy: running !== undefined || prove.isPending };
}
