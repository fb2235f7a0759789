import type { Server } from 'node:http';
import { createRouter } from '../engine/api/router.ts';
import { type Logger, systemClock } from '../engine/ports.ts';
import type { Services } from '../engine/services.ts';
import { http } from '../engine/tools/node-http.ts';
import { createHttpHandler } from './http-handler.ts';
import { createSocketServer } from './socket-server.ts';
import { createTokenGuard } from './token-guard.ts';

interface HostOptions {
  readonly services: Services;
  /** Folder of the built renderer. */
  readonly rendererFolder: string;
  readonly token: string;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  readonly logger: Logger;
}

export interface Host {
  readonly port: number;
  /** Where the window opens, token included. */
  readonly url: string;
  /** Ends streams, closes sockets and stops listening. Runs go on: they are the engine's. */
  close(): Promise<void>;
}

export const hostUrl = ({ port, token }: { readonly port: number; readonly token: string }): string =>
  `http://127.0.0.1:${port}/#token=${token}`;

/** Serves an engine's services on 127.0.0.1: pages, REST and WebSocket. Rejects when the port is taken. */
export async function createHost({ services, rendererFolder, token, port = 0, logger }: HostOptions): Promise<Host> {
  const router = createRouter(services, (error) => logger.error('Internal error', error));
  const judgeToken = createTokenGuard(token, systemClock);
  const server = http.createServer(createHttpHandler({ router, rendererFolder, judgeToken, logger }));
  const sockets = createSocketServer({ router, judgeToken });
  server.on('upgrade', (request, stream, head) => sockets.upgrade(request, stream, head));
  const listening = await listen(server, port);
  return {
    port: listening,
    url: hostUrl({ port: listening, token }),
    close: async () => {
      const stopped = new Promise((resolve) => server.close(resolve));
      await sockets.close();
      server.closeAllConnections();
      await stopped;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('The host listens on no port'));
    });
  });
}
