import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type Greeting, readGreeting, socketPath, type Welcome } from '#shared/contract/greeting.ts';
import { contractVersion } from '#shared/contract/version.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createPeerServer, type Peer } from '../engine/api/peer.ts';
import type { HoldfastRouter } from '../engine/api/router.ts';
import { refuseAddress } from './address-guard.ts';
import { denyToken, type TokenVerdict } from './token-guard.ts';

interface SocketServerOptions {
  readonly router: HoldfastRouter;
  readonly judgeToken: (candidate: string | undefined) => TokenVerdict;
}

const maximumMessageBytes = 16 * 1024 * 1024;
/** Unsent bytes at which a client that doesn't read is let go: streams have no backpressure. */
const maximumBacklogBytes = 64 * 1024 * 1024;
const greetingTimeoutMs = 5000;
const maximumStrangers = 64;
const closeCodes = { goingAway: 1001, malformed: 1007, refused: 4401 } as const;

/** The WebSocket side of the host: refused before the upgrade by address, after it by the greeting's token. */
export function createSocketServer({ router, judgeToken }: SocketServerOptions) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maximumMessageBytes,
    perMessageDeflate: false,
  });
  const connect = createPeerServer(router);
  let strangers = 0;

  const welcomeStranger = (socket: WebSocket) => {
    strangers += 1;
    const timer = setTimeout(() => socket.terminate(), greetingTimeoutMs);
    const met = () => {
      clearTimeout(timer);
      strangers -= 1;
      socket.off('close', met);
    };
    socket.on('close', met);
    // A broken connection is followed by `close`, which is where it is dealt with.
    socket.on('error', () => {});
    socket.once('message', (data) => {
      met();
      const greeting = judgeGreeting(data.toString(), judgeToken);
      if (greeting instanceof HoldfastError) return refuse(socket, greeting);
      servePeer(socket, connect, greeting.client);
      send(socket, { welcome: true });
    });
  };

  return {
    upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
      const allowed = request.url === socketPath && refuseAddress(request.headers) === undefined;
      if (!allowed || strangers >= maximumStrangers) {
        stream.end(`HTTP/1.1 ${allowed ? '503 Service Unavailable' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`);
        return;
      }
      server.handleUpgrade(request, stream, head, welcomeStranger);
    },
    /** Ends every stream and asks clients to close; those that don't within a second are cut off. */
    close: async (): Promise<void> => {
      const ended = [...server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of server.clients) socket.close(closeCodes.goingAway);
      const timer = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, 1000);
      await Promise.all(ended);
      clearTimeout(timer);
      server.close();
    },
  };
}

function judgeGreeting(message: string, judgeToken: SocketServerOptions['judgeToken']): Greeting | HoldfastError {
  const greeting = readGreeting(message);
  const denial = denyToken(judgeToken(greeting?.token));
  if (denial !== undefined || greeting === undefined) return denial ?? new HoldfastError('unauthorized');
  if (greeting.contract === contractVersion) return greeting;
  return new HoldfastError('contract-mismatch', { engine: contractVersion, client: greeting.contract });
}

function refuse(socket: WebSocket, { code, details }: HoldfastError): void {
  const plain: Record<string, unknown> = { ...details };
  socket.send(JSON.stringify({ welcome: false, code, details: plain }));
  socket.close(closeCodes.refused, code);
}

const send = (socket: WebSocket, welcome: Welcome): void => socket.send(JSON.stringify(welcome));

function servePeer(socket: WebSocket, connect: ReturnType<typeof createPeerServer>, way: Greeting['client']): void {
  const send = (message: string | ArrayBufferLike | Uint8Array): void => {
    if (socket.bufferedAmount > maximumBacklogBytes) socket.terminate();
    else socket.send(message);
  };
  const peer: Peer = connect(send, way);
  socket.on('message', (data, isBinary) => {
    peer.receive(isBinary ? toBytes(data) : data.toString()).catch(() => socket.close(closeCodes.malformed));
  });
  socket.on('close', () => peer.close());
}

function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
