import { clientOf } from '#shared/contract/transport.ts';
import { createLastingConnection } from './connection.ts';
import { openTransport } from './open-transport.ts';

const connection = createLastingConnection(() => openTransport(window));

/** The engine, over whichever transport this window has. Failures are explained by `toHoldfastError`. */
export const client = clientOf(connection.link);

export const connectionStore = connection.store;

/** Tries to connect again at once. */
export const reconnect = connection.retry;

// The address opened again with a fresh token in a tab that is here already changes the fragment only.
window.addEventListener('hashchange', () => {
  if (window.location.hash.includes('token=')) connection.retry();
});
