import { socketPath } from '#shared/contract/greeting.ts';
import { openSocketTransport } from '#shared/contract/socket-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import type { Endpoint } from '../engine/owner.ts';
import type { Notifier } from '../engine/ports.ts';

/**
 * Shows, by this desktop's means, what the home's owner has to say: a service has no desktop of its own. Ends when the owner
 * does, or the signal aborts; rejects when the owner can't be reached.
 */
export async function relayMessages(
  { port, token }: Pick<Endpoint, 'port' | 'token'>,
  notifier: Notifier,
  signal: AbortSignal,
): Promise<void> {
  if (!notifier.available()) return;
  const transport = await openSocketTransport({ url: `ws://127.0.0.1:${port}${socketPath}`, token });
  const leave = () => transport.close();
  signal.addEventListener('abort', leave, { once: true });
  try {
    const messages = await clientOf(transport.link).notifications.shown(undefined, { signal });
    for await (const { title, body, link } of messages) await notifier.show({ title, body, link });
  } finally {
    signal.removeEventListener('abort', leave);
    transport.close();
  }
}
