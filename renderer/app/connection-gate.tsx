import { type ReactElement, type ReactNode, useState, useSyncExternalStore } from 'react';
import { connectionStore } from '../api/client.ts';
import { ConnectionPage } from './connection-page.tsx';
import { ConnectionStrip } from './connection-strip.tsx';

/**
 * Shows the window while there is an engine to talk to. A connection that is lost later leaves everything on the
 * screen, with a strip that says so: work goes on in the engine.
 */
export function ConnectionGate({ children }: { readonly children: ReactNode }): ReactElement {
  const state = useSyncExternalStore(connectionStore.subscribe, connectionStore.getSnapshot);
  const [wasOpen, setWasOpen] = useState(false);
  if (state === 'open' && !wasOpen) setWasOpen(true);
  if (state === 'unauthorized' || state === 'mismatch') return <ConnectionPage state={state} />;
  if (!wasOpen && state !== 'open') return <ConnectionPage state={state} />;
  return (
    <>
      {state === 'lost' && <ConnectionStrip />}
      {children}
    </>
  );
}
