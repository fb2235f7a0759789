import { setTimeout as delay } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import { socketPath } from '#shared/contract/greeting.ts';
import type { HoldfastClient } from '#shared/contract/index.ts';
import { openSocketTransport } from '#shared/contract/socket-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import type { RunKind } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createRouter } from '../engine/api/router.ts';
import type { LastWork } from '../engine/engine.ts';
import { noNotifier } from '../engine/notifications/no-notifier.ts';
import { type Endpoint, findOwner } from '../engine/owner.ts';
import { type Ports, systemClock } from '../engine/ports.ts';
import { readyPreviewThread } from '../engine/restore/previews.ts';
import { readyRunThread } from '../engine/runs/run-thread.ts';
import { systemLoginItem } from '../engine/startup/login/system-login-item.ts';
import { systemMachine } from '../engine/system/system-machine.ts';
import { makeFolders } from '../engine/tools/make-folder.ts';
import { systemDesktop } from '../engine/tools/open-with-system.ts';
import { readyWorker } from '../engine/workers.ts';

export interface Connection {
  readonly client: HoldfastClient;
  /** Through the home's owner, or with an engine of our own in this process. */
  readonly mode: 'remote' | 'in-process';
  /** `onWork` is told what the engine does before it ends, and so takes its time. */
  close(onWork?: (work: LastWork) => void): Promise<void>;
}

const patienceMs = 5000;
const retryMs = 100;

/**
 * A client for the home's engine: the owner's when there is one, else one in this process, which doesn't own the home.
 * An owner that starts or ends just now is waited for; one that doesn't answer is `owner-unreachable`. `expected`: the kind of
 * run that will soon be asked for.
 */
export async function connect(home: string, expected?: RunKind): Promise<Connection> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const owner = findOwner(home);
    if (owner.state === 'none') return connectInProcess(home, expected);
    const pid = owner.state === 'reachable' ? owner.endpoint.pid : 'unknown';
    const connection = owner.state === 'reachable' ? await connectRemote(owner.endpoint) : undefined;
    if (connection !== undefined) return connection;
    if (Date.now() >= deadline) throw new HoldfastError('owner-unreachable', { pid });
    await delay(retryMs);
  }
}

/** Undefined when nobody answers there. */
async function connectRemote({ port, token }: Endpoint): Promise<Connection | undefined> {
  try {
    const transport = await openSocketTransport({
      url: `ws://127.0.0.1:${port}${socketPath}`,
      token,
      client: 'command',
    });
    return { client: clientOf(transport.link), mode: 'remote', close: async () => transport.close() };
  } catch (error) {
    // Unauthorized: the endpoint was an earlier owner's, the next look finds the new one.
    if (error instanceof HoldfastError && (error.code === 'connection-lost' || error.code === 'unauthorized')) return;
    throw error;
  }
}

/** What the engine will need comes up on threads while it is loaded. */
async function connectInProcess(home: string, expected: RunKind | undefined): Promise<Connection> {
  makeFolders(home);
  readyWorker('catalogue', { home });
  if (expected !== undefined) readyRunThread(expected);
  if (expected === 'restore') readyPreviewThread();
  const { createEngine } = await import('../engine/engine.ts');
  const ports = { ...commandPorts, loginItem: systemLoginItem(home) };
  const engine = await createEngine({ home, owner: 'command', ports });
  const router = createRouter(engine.services, (error) => commandPorts.logger.error('Internal error', error));
  const client = createRouterClient(router, { context: { way: 'command' } });
  return { client, mode: 'in-process', close: (onWork) => engine.close(onWork) };
}

const isDebugging = process.env.HOLDFAST_DEBUG !== undefined;

/** Failures reach the user as the command's answer; the log is for those who look for their cause. */
const commandPorts: Omit<Ports, 'loginItem'> = {
  clock: systemClock,
  desktop: systemDesktop,
  notifier: noNotifier,
  machine: systemMachine,
  logger: {
    info: (message) => isDebugging && console.error(message),
    error: (message, cause) => isDebugging && console.error(message, cause),
  },
};
