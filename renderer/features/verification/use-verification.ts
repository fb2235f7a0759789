import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../api/queries.ts';

/** Starts checks and repairs; `onStarted` is told the run. */
export function useVerification(onStarted: (runId: string) => void) {
  const started = { onSuccess: ({ runId }: { readonly runId: string }) => onStarted(runId) };
  const verify = useMutation(api.snapshots.verify.mutationOptions(started));
  const repair = useMutation(api.snapshots.repair.mutationOptions(started));
  return { verify, repair };
}

/** The check or repair that is going on, whoever started it. */
export function useRunningCheck(): string | undefined {
  const newest = { limit: 1 };
  const { data: checks } = useQuery(api.runs.list.queryOptions({ input: { kind: 'verify', ...newest } }));
  const { data: repairs } = useQuery(api.runs.list.queryOptions({ input: { kind: 'repair', ...newest } }));
  return [...(repairs?.items ?? []), ...(checks?.items ?? [])].find(({ outcome }) => outcome === null)?.id;
}
