import type { Endpoint, Ownership } from '../engine/owner.ts';
import { systemClock } from '../engine/ports.ts';
import { createFileLogger } from '../engine/tools/file-logger.ts';
import { logUncaught } from '../engine/tools/log-uncaught.ts';
import { claimHome } from './claim-home.ts';
import { hostUrl } from './create-host.ts';
import { type OpenedWindow, openWindow } from './open-window.ts';
import { serveHome } from './serve-home.ts';
import { untilOwnerGone } from './watch-owner.ts';

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
  /** How opening a window went, once that is known; undefined when none was asked for. */
  readonly window: Promise<OpenedWindow> | undefined;
  /** Attached: resolves when they do not own the home any more, or at once when the signal aborts. Never otherwise. */
  untilOwnerGone(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Owns the home and serves its engine on the loopback, or attaches to whoever does so already. Prints nothing. Fails
 * with `owner-unreachable` when the owner can't be reached, `invalid-input` when the port is taken.
 */
export async function startHost({ home, port = 0, open = false }: StartHostOptions): Promise<StartedHost> {
  const claim = await claimHome(home);
  const host = 'release' in claim ? await serve(claim, home, port) : attach(home, claim);
  const window = open ? openWindow({ url: host.url, home }) : undefined;
  return { ...host, window };
}

const attach = (home: string, endpoint: Endpoint) => ({
  url: hostUrl(endpoint),
  attached: true,
  untilOwnerGone: (signal: AbortSignal) => untilOwnerGone(home, endpoint, signal),
  close: async () => {},
});

async function serve(ownership: Ownership, home: string, port: number) {
  const logger = createFileLogger(home, { clock: systemClock, echo: (line) => console.error(line) });
  const served = await serveHome({ ownership, home, owner: 'host', port, logger });
  const stopLogging = logUncaught(logger);
  const close = () => served.close().finally(stopLogging);
  return { url: served.url, attached: false, untilOwnerGone: () => new Promise<void>(() => {}), close };
}
