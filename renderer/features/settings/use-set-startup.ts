import { useQueryClient } from '@tanstack/react-query';
import type { Startup } from '#shared/domain/startup.ts';
import { api } from '../../api/queries.ts';

/** What switching answered with is how it is now; what was refused is read again. */
export function useSetStartup() {
  const queryClient = useQueryClient();
  return {
    onSuccess: (startup: Startup): void => {
      queryClient.setQueryData(api.startup.get.queryKey(), startup);
    },
    onError: (): void => void queryClient.invalidateQueries({ queryKey: api.startup.key() }),
  };
}
