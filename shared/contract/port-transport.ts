import { RPCLink } from '@orpc/client/message-port';
import { type Transport, withLoss } from './transport.ts';

/** A client's connection over a message port: in the desktop window, and in tests over worker threads' ports. */
export function openPortTransport(port: MessagePort): Transport {
  let isClosed = false;
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const end = () => {
    isClosed = true;
    resolve();
  };
  port.addEventListener('close', end);
  const link = withLoss(new RPCLink({ port }), () => isClosed);
  port.start();
  return {
    link,
    closed,
    close: () => {
      port.close();
      end();
    },
  };
}
