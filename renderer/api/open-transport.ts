import { socketPath } from '#shared/contract/greeting.ts';
import { portAnswer, portRequest, windowScheme } from '#shared/contract/port-request.ts';
import { openPortTransport } from '#shared/contract/port-transport.ts';
import { openSocketTransport } from '#shared/contract/socket-transport.ts';
import type { Transport } from '#shared/contract/transport.ts';
import { HoldfastError } from '#shared/errors.ts';
import { takeToken } from './take-token.ts';

const portTimeoutMs = 5000;

/** The way to the engine: in the desktop window a message port, in a browser a WebSocket to the page's own origin. */
export function openTransport(page: Window): Promise<Transport> {
  return page.location.protocol === `${windowScheme}:` ? openPort(page) : openSocket(page);
}

async function openSocket(page: Window): Promise<Transport> {
  const token = takeToken(page);
  if (token === undefined) throw new HoldfastError('unauthorized');
  return openSocketTransport({ url: `ws://${page.location.host}${socketPath}`, token });
}

/** The preload answers a request with a port of its own making; see port-request.ts. */
function openPort(page: Window): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new HoldfastError('connection-lost'))), portTimeoutMs);
    const onMessage = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== page || event.data !== portAnswer || port === undefined) return;
      settle(() => resolve(openPortTransport(port)));
    };
    const settle = (then: () => void) => {
      clearTimeout(timer);
      page.removeEventListener('message', onMessage);
      then();
    };
    page.addEventListener('message', onMessage);
    page.postMessage(portRequest, page.location.origin);
  });
}
