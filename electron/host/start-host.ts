import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { contractVersion } from '#shared/contract/version.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createEngine } from '../engine/engine.ts';
import { acquireOwnership, type Endpoint, findOwner, type Ownership } from '../engine/owner.ts';
import { type Ports, systemClock } from '../engine/ports.ts';
import { createHost, hostUrl } from './create-host.ts';
import { type OpenedWindow, openWindow } from './open-window.ts';
import { findRendererFolder } from './renderer-folder.ts';

interface StartHostOptions {
  readonly home: string;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** Whether to open a window. */
  readonly open?: boolean;
}

export interface StartedHost {
  /** Where the window opens, token included. */
  readonly url: string;
  /** Somebody else owns the home: the URL is theirs, and closing leaves them alone. */
  readonly attached: boolean;
  /** How opening a window went; undefined when none was asked for. */
  readonly window: OpenedWindow | undefined;
  close(): Promise<void>;
}

const patienceMs = 5000;
const retryMs = 100;

/**
 * Owns the home and serves its engine on the loopback, or attaches to whoever does so already. Prints nothing. Fails
 * with `owner-unreachable` when the owner can't be reached, `invalid-input` when the port is taken.
 */
export async function startHost({ home, port = 0, open = false }: StartHostOptions): Promise<StartedHost> {
  const claim = await claimHome(home);
  const host = 'release' in claim ? await serve(claim, home, port) : attach(claim);
  const window = open ? await openWindow({ url: host.url, home }) : undefined;
  return { ...host, window };
}

/** The home's ownership, or the endpoint of its owner; one who starts or ends just now is waited for. */
async function claimHome(home: string): Promise<Ownership | Endpoint> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const ownership = await acquireOwnership(home);
    if (ownership !== undefined) return ownership;
    const owner = findOwner(home);
    if (owner.state === 'reachable') return owner.endpoint;
    if (Date.now() >= deadline) throw new HoldfastError('owner-unreachable', { pid: 'unknown' });
    await delay(retryMs);
  }
}

const attach = (endpoint: Endpoint) => ({ url: hostUrl(endpoint), attached: true, close: async () => {} });

async function serve(ownership: Ownership, home: string, port: number) {
  try {
    const engine = await createEngine({ home, owner: 'host', ports: hostPorts });
    const token = randomBytes(32).toString('base64url');
    const { logger } = hostPorts;
    const rendererFolder = findRendererFolder();
    const host = await createHost({ services: engine.services, rendererFolder, token, port, logger }).catch(
      async (error: unknown) => {
        await engine.close();
        throw explainListen(error, port);
      },
    );
    ownership.publish({ port: host.port, token, pid: process.pid, contract: contractVersion });
    const close = async () => {
      await host.close();
      await engine.close();
      ownership.release();
    };
    return { url: host.url, attached: false, close };
  } catch (error) {
    ownership.release();
    throw error;
  }
}

function explainListen(error: unknown, port: number): unknown {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) return error;
  return new HoldfastError(
    'invalid-input',
    { reason: `Port ${port} is taken by another program. Choose another.` },
    error,
  );
}

const hostPorts: Ports = {
  clock: systemClock,
  logger: {
    info: (message) => console.error(message),
    error: (message, cause) => console.error(message, cause),
  },
};
