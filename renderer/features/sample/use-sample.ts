import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/queries.ts';

/** Sample data: how it stands, and what can be done about it. It is made and removed by the engine, whoever looks on. */
export function useSample() {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries();
  const { data: status } = useQuery(api.sample.status.queryOptions());
  const make = useMutation(api.sample.create.mutationOptions({ onSettled }));
  const remove = useMutation(api.sample.remove.mutationOptions({ onSettled }));
  return { status, make, remove };
}
