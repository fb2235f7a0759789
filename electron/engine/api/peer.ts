import { RPCHandler } from '@orpc/server/bun-ws';
import type { AuditWay } from '#shared/domain/audit.ts';
import type { HoldfastRouter } from './router.ts';

export interface Peer {
  /** Takes one message of the client; rejects when it can't be read: then the connection is to be closed. */
  receive(message: string | Uint8Array): Promise<void>;
  /** The client is gone: its streams and queries end. */
  close(): void;
}

type Send = (message: string | ArrayBufferLike | Uint8Array) => void;

/**
 * The router for message transports: one peer for each connection. (The adapter named after Bun is the one that leaves
 * the connection's events to us, so that sockets and ports share it and no malformed message ends in an unhandled
 * rejection.)
 */
export function createPeerServer(router: HoldfastRouter): (send: Send, way: AuditWay) => Peer {
  const handler = new RPCHandler(router);
  return (send, way) => {
    const connection = {
      send: (message: string | ArrayBufferLike | Uint8Array) => {
        send(message);
        return 0;
      },
    };
    let open = true;
    return {
      receive: async (message) => {
        if (open) await handler.message(connection, message, { context: { way } });
      },
      close: () => {
        open = false;
        handler.close(connection);
      },
    };
  };
}
