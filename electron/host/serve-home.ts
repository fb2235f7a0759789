import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { contractVersion } from '#shared/contract/version.ts';
import { HoldfastError } from '#shared/errors.ts';
import { createEngine } from '../engine/engine.ts';
import { noNotifier } from '../engine/notifications/no-notifier.ts';
import type { Ownership } from '../engine/owner.ts';
import {
  type Desktop,
  type Logger,
  type LoginItem,
  type Machine,
  type Notifier,
  systemClock,
} from '../engine/ports.ts';
import type { Services } from '../engine/services.ts';
import { systemLoginItem } from '../engine/startup/login/system-login-item.ts';
import { systemMachine } from '../engine/system/system-machine.ts';
import { systemDesktop } from '../engine/tools/open-with-system.ts';
import { createHost } from './create-host.ts';
import { findBrowser } from './find-browser.ts';
import { findRendererFolder } from './renderer-folder.ts';

interface ServeHomeOptions {
  readonly ownership: Ownership;
  readonly home: string;
  /** What owns the home: a window serves it too, so that commands go through it. */
  readonly owner: 'window' | 'host';
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** The system's own, unless the owner knows a better way to show files. */
  readonly desktop?: Desktop;
  /** Whoever has the window open in a browser, unless the owner has a desktop of its own. */
  readonly notifier?: Notifier;
  /** The system's own, unless the owner hears more of it. */
  readonly machine?: Machine;
  readonly logger: Logger;
  /** The system's own, unless the owner is a window with means of its own. */
  readonly loginItem?: LoginItem;
}

const closeMs = 10_000;

export interface ServedHome {
  readonly services: Services;
  /** Where a browser opens it, token included. */
  readonly url: string;
  /** Stops listening, closes the engine and frees the home: after ten seconds even if something of it hangs. */
  close(): Promise<void>;
}

/**
 * The engine of an owned home, served on the loopback, which is published for whoever looks for it. The ownership is
 * released when this fails. Fails with `invalid-input` when the port is taken.
 */
export async function serveHome({
  ownership,
  home,
  owner,
  port = 0,
  desktop = systemDesktop,
  notifier = noNotifier,
  machine = systemMachine,
  logger,
  loginItem = systemLoginItem(home),
}: ServeHomeOptions): Promise<ServedHome> {
  try {
    const engine = await createEngine({
      ...{ home, owner, ports: { clock: systemClock, machine, logger, desktop, notifier, loginItem } },
      findBrowser: () => findBrowser(process.platform, process.env),
    });
    const token = randomBytes(32).toString('base64url');
    const { services } = engine;
    const rendererFolder = findRendererFolder();
    const host = await createHost({ services, rendererFolder, token, port, logger }).catch(async (error: unknown) => {
      await engine.close();
      throw explainListen(error, port);
    });
    ownership.publish({ port: host.port, token, pid: process.pid, contract: contractVersion });
    const close = async () => {
      const timer = new AbortController();
      const closed = host.close().then(() => engine.close());
      await Promise.race([closed, delay(closeMs, undefined, timer)]);
      timer.abort();
      ownership.release();
    };
    return { services, url: host.url, close };
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
