import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/queries.ts';

/** Starts the backup of a plan; the list of plans is read again at once, so that the row answers the press. */
export function useStartBackup() {
  const queryClient = useQueryClient();
  return useMutation(
    api.runs.backup.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.plans.key() }),
    }),
  );
}
