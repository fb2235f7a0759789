import { useMutation, useMutationState } from '@tanstack/react-query';
import { api } from '../../api/queries.ts';

interface OpenVersion {
  readonly open: () => void;
  readonly pending: boolean;
  readonly done: boolean;
  readonly error: unknown;
}

/** Opens a file as a snapshot holds it, and tells what came of it, also where it was asked for elsewhere on the page. */
export function useOpenVersion(snapshot: string, path: string): OpenVersion {
  const { mutate } = useMutation(api.snapshots.open.mutationOptions());
  const states = useMutationState({
    filters: { mutationKey: api.snapshots.open.mutationKey() },
    select: ({ state }) => state,
  });
  const last = states.findLast(({ variables }) => isOf(variables, snapshot, path));
  return {
    open: () => mutate({ snapshot, path }),
    pending: last?.status === 'pending',
    done: last?.status === 'success',
    error: last?.error ?? null,
  };
}

const isOf = (variables: unknown, snapshot: string, path: string): boolean =>
  typeof variables === 'object' &&
  variables !== null &&
  'snapshot' in variables &&
  variables.snapshot === snapshot &&
  'path' in variables &&
  variables.path === path;
