import { useQueries, useQuery } from '@tanstack/react-query';
import type { Run } from '#shared/domain/run.ts';
import { api } from '../../api/queries.ts';

/** Older ones than these are found under Activity. */
const lookedAt = 10;

/**
 * Restores that were cut off or broke off and were neither finished nor undone since, newest first; undefined until that
 * is known.
 */
export function useInterruptedRestores(): readonly Run[] | undefined {
  const { data, error } = useQuery(api.runs.list.queryOptions({ input: { kind: 'restore', limit: lookedAt } }));
  const broken = data?.items.filter(({ outcome }) => outcome === 'interrupted' || outcome === 'failed') ?? [];
  const states = useQueries({
    queries: broken.map(({ id }) => api.restores.status.queryOptions({ input: { restore: id } })),
  });
  // Home answers its own question even if this one can't be answered.
  if (error !== null) return [];
  if (data === undefined || states.some(({ isPending }) => isPending)) return undefined;
  const told = new Set<string>();
  return broken.filter((_, index) => {
    const status = states[index]?.data;
    if (status?.state !== 'interrupted' || !(status.finish.possible || status.undo.possible)) return false;
    // One that was cut off while it was finished is still one.
    const first = !told.has(status.restore);
    told.add(status.restore);
    return first;
  });
}
