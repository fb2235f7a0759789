import { RPCLink } from '@orpc/client/websocket';
import { HoldfastError } from '../errors.ts';
import { type Greeting, readWelcome } from './greeting.ts';
import { type Transport, withLoss } from './transport.ts';
import { contractVersion } from './version.ts';

interface SocketOptions {
  /** `ws://127.0.0.1:PORT` + `socketPath`. */
  readonly url: string;
  readonly token: string;
  readonly client?: Greeting['client'];
  /** How long the host may take to welcome us. */
  readonly timeoutMs?: number;
}

/**
 * A client's connection to a loopback host, opened and welcomed. Fails with `unauthorized`, `too-many-attempts`,
 * `contract-mismatch`, or `connection-lost` when nobody answers. Uses the platform's WebSocket: browser and Node.
 */
export async function openSocketTransport({
  url,
  token,
  client = 'window',
  timeoutMs = 5000,
}: SocketOptions): Promise<Transport> {
  const socket = new WebSocket(url);
  let isClosed = false;
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  socket.addEventListener('close', () => {
    isClosed = true;
    resolve();
  });
  try {
    await greet(socket, { token, contract: contractVersion, client }, timeoutMs);
  } catch (error) {
    socket.close();
    throw error;
  }
  const link = new RPCLink({ websocket: asIfOpen(socket) });
  return { link: withLoss(link, () => isClosed), closed, close: () => socket.close() };
}

/**
 * oRPC throws where something is sent while the socket closes, also where nobody can catch it: as it hears that a call was
 * aborted. The platform's own `send` passes over such messages, and the end of the connection ends all calls.
 */
function asIfOpen(socket: WebSocket) {
  return {
    readyState: socket.readyState,
    send: socket.send.bind(socket),
    addEventListener: socket.addEventListener.bind(socket),
    removeEventListener: socket.removeEventListener.bind(socket),
  };
}

function greet(socket: WebSocket, greeting: Greeting, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const { signal } = settled;
    const fail = (error: HoldfastError) => {
      settled.abort();
      reject(error);
    };
    const timer = setTimeout(() => fail(new HoldfastError('connection-lost')), timeoutMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
    socket.addEventListener('open', () => socket.send(JSON.stringify(greeting)), { signal });
    socket.addEventListener('error', () => fail(new HoldfastError('connection-lost')), { signal });
    socket.addEventListener('close', () => fail(new HoldfastError('connection-lost')), { signal });
    socket.addEventListener(
      'message',
      (event) => {
        const answer = readWelcome(event.data);
        if (answer === undefined) return fail(new HoldfastError('connection-lost'));
        if (!answer.welcome) return fail(new HoldfastError(answer.code, answer.details));
        settled.abort();
        resolve();
      },
      { signal },
    );
  });
}
