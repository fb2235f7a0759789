import { QueryClient } from '@tanstack/react-query';

/** The engine says what changed, so nothing is read again for its age alone, and a failure is shown, not repeated. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 60_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
