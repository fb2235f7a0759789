import { createRouterClient } from '@orpc/server';
import { socketPath } from '#shared/contract/greeting.ts';
import type { HoldfastClient } from '#shared/contract/index.ts';
import { openSocketTransport } from '#shared/contract/socket-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createRouter } from '../api/router.ts';
import { findOwner } from '../owner.ts';
import type { Services } from '../services.ts';

/** A way to the engine that the tray tells of. */
export interface ReachedEngine {
  readonly client: HoldfastClient;
  close(): void;
}

/** The engine of this process: what the tray asks for is checked and audited like what the window asks for. */
export function reachServices(services: Services): ReachedEngine {
  const client = createRouterClient(createRouter(services), { context: { way: 'window' } });
  return { client, close: () => undefined };
}

/** The engine of whoever owns the home. Fails with `owner-unreachable`, or as `openSocketTransport` does. */
export async function reachOwner(home: string): Promise<ReachedEngine> {
  const owner = findOwner(home);
  if (owner.state !== 'reachable') throw new HoldfastError('owner-unreachable', { pid: 'unknown' });
  const { port, token } = owner.endpoint;
  const transport = await openSocketTransport({ url: `ws://127.0.0.1:${port}${socketPath}`, token });
  return { client: clientOf(transport.link), close: () => transport.close() };
}
