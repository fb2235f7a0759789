import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/queries.ts';

/** Does what a restore that was cut off had left to do, and goes to the run that does. */
export function useFinishRestore() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation(
    api.restores.finish.mutationOptions({
      onSuccess: async ({ runId }) => {
        await queryClient.invalidateQueries({ queryKey: api.restores.key() });
        await navigate({ to: '/activity/$runId', params: { runId } });
      },
    }),
  );
}
