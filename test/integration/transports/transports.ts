import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createRouterClient } from '@orpc/server';
import { vi } from 'vitest';
import { socketPath } from '#shared/contract/greeting.ts';
import { contract, type HoldfastClient } from '#shared/contract/index.ts';
import { openPortTransport } from '#shared/contract/port-transport.ts';
import { openSocketTransport } from '#shared/contract/socket-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import { createPortServer } from '../../../electron/engine/api/message-port.ts';
import { createRouter } from '../../../electron/engine/api/router.ts';
import type { Services } from '../../../electron/engine/services.ts';
import { createHost } from '../../../electron/host/create-host.ts';
import { createElectronDouble, requestPort } from '../../helpers/electron-double.ts';
import { createSilentLogger } from '../../helpers/silent-logger.ts';

interface Connected {
  readonly client: HoldfastClient;
  close(): Promise<void> | void;
}

const token = 'conformance';

/** Every way in which a client reaches an engine's services. */
export const transports: Readonly<Record<string, (services: Services) => Promise<Connected>>> = {
  'in process': async (services) => ({
    client: createRouterClient(createRouter(services), { context: { way: 'command' } }),
    close: () => {},
  }),
  'message port': async (services) => {
    const { port1, port2 } = new MessageChannel();
    createPortServer(createRouter(services))(port1);
    const transport = openPortTransport(asWebPort(port2));
    return { client: clientOf(transport.link), close: transport.close };
  },
  /** As in the desktop: the page's end of a channel whose other end the main process was sent. */
  'desktop window': async (services) => {
    const electron = createElectronDouble();
    vi.resetModules();
    vi.doMock('electron', () => electron);
    const { servePorts } = await import('../../../electron/main/serve-ports.ts');
    vi.doUnmock('electron');
    const serve = createPortServer(createRouter(services));
    servePorts(() => serve);
    const transport = openPortTransport(requestPort(electron, { mainFrame: { url: 'holdfast://app/plans' } }));
    return { client: clientOf(transport.link), close: transport.close };
  },
  WebSocket: async (services) => {
    const host = await openHost(services);
    const transport = await openSocketTransport({ url: `ws://127.0.0.1:${host.port}${socketPath}`, token });
    return { client: clientOf(transport.link), close: host.close };
  },
  REST: async (services) => {
    const host = await openHost(services);
    const link = new OpenAPILink(contract, {
      url: `http://127.0.0.1:${host.port}/api/v1`,
      headers: { authorization: `Bearer ${token}` },
    });
    const client: HoldfastClient = createORPCClient(link);
    return { client, close: host.close };
  },
};

const openHost = (services: Services) =>
  createHost({
    services,
    rendererFolder: mkdtempSync(join(tmpdir(), 'holdfast-pages-')),
    token,
    logger: createSilentLogger(),
  });

/** The ports of worker threads are the platform's MessagePort, which their typings don't say. */
function asWebPort(port: object): MessagePort {
  if (port instanceof MessagePort) return port;
  throw new TypeError('Not a message port');
}
