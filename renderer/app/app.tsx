import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { subscribeToChanges } from '../api/queries.ts';
import { useBrowserMessages } from '../features/notifications/use-browser-messages.ts';
import { Appearance } from './appearance.tsx';
import { ConnectionGate } from './connection-gate.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

export function App(): ReactElement {
  useEffect(() => subscribeToChanges(queryClient), []);
  useBrowserMessages();
  return (
    <QueryClientProvider client={queryClient}>
      <Appearance>
        <ConnectionGate>
          <RouterProvider router={router} />
        </ConnectionGate>
      </Appearance>
    </QueryClientProvider>
  );
}
