import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/queries.ts';

/** Pins a snapshot, or checks it and goes to the run that does. */
export function useSnapshotWork() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const pin = useMutation(
    api.snapshots.pin.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.snapshots.key() }),
    }),
  );
  const verify = useMutation(
    api.snapshots.verify.mutationOptions({
      onSuccess: ({ runId }) => void navigate({ to: '/activity/$runId', params: { runId } }),
    }),
  );
  return { pin, verify };
}
