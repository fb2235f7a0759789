import { createPeerServer } from './peer.ts';
import type { HoldfastRouter } from './router.ts';

/** What Electron's MessagePortMain and the ports of worker threads have in common. */
export interface ServablePort {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** Serves the contract to windows over message ports until they close. Give it each port once, before it is started. */
export function createPortServer(router: HoldfastRouter): (port: ServablePort) => void {
  const connect = createPeerServer(router);
  return (port) => {
    const peer = connect((message) => port.postMessage(message), 'window');
    port.on('message', (message) => {
      const data = readMessage(message);
      if (data === undefined) port.close();
      else peer.receive(data).catch(() => port.close());
    });
    port.on('close', () => peer.close());
    port.start();
  };
}

/** Electron wraps what was posted into an event, worker threads give it bare. */
function readMessage(message: unknown): string | Uint8Array | undefined {
  const data = typeof message === 'object' && message !== null && 'data' in message ? message.data : message;
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  return data instanceof ArrayBuffer ? new Uint8Array(data) : undefined;
}
