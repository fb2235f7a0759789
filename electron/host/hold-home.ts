import { setTimeout as delay } from 'node:timers/promises';
import { type Endpoint, findOwner } from '../engine/owner.ts';
import type { Logger, LoginItem, Machine, Notifier } from '../engine/ports.ts';
import type { Services } from '../engine/services.ts';
import { claimHome } from './claim-home.ts';
import { hostUrl } from './create-host.ts';
import { relayMessages } from './relay-messages.ts';
import { serveHome } from './serve-home.ts';

export interface HeldHome {
  /** Where a browser opens it, token included. */
  readonly url: string;
  /** The engine's, when it is in this process; undefined for a guest of the home's owner. */
  readonly services: Services | undefined;
}

export interface HomeHolder {
  readonly now: () => HeldHome;
  /** Closes the engine and frees the home, if it is in this process; leaves its owner alone otherwise. */
  readonly close: () => Promise<void>;
}

type ServeOptions = Parameters<typeof serveHome>[0];

interface HoldOptions extends Pick<ServeOptions, 'home' | 'owner' | 'desktop'> {
  readonly notifier: Notifier;
  readonly machine?: Machine;
  readonly loginItem?: LoginItem;
  readonly logger: Logger;
  /** The owner of whom this was a guest has gone: somebody else owns the home now, or it is held here. */
  readonly onMove: (now: HeldHome) => void;
  /** Between two looks at whether the owner is still there. */
  readonly lookMs?: number;
}

interface Held extends HeldHome {
  /** Of the owner; undefined: it is in this process. */
  readonly endpoint: Endpoint | undefined;
  readonly close: () => Promise<void>;
}

/**
 * Owns a home and its engine, or is a guest of whoever owns it already; when the owner exits, the next one who waits takes over.
 * Fails as `claimHome` and `serveHome` do.
 */
export async function holdHome(options: HoldOptions): Promise<HomeHolder> {
  const stop = new AbortController();
  let held = await open(options);
  const attend = async (): Promise<void> => {
    while (held.endpoint !== undefined && !stop.signal.aborted) {
      await whileThere(options, held.endpoint, stop.signal);
      if (stop.signal.aborted) return;
      const next = await open(options).catch((error: unknown) => options.logger.error('The home has no owner', error));
      if (next === undefined) continue;
      held = next;
      // Where it was closed meanwhile, whoever closes it closes this too.
      if (!stop.signal.aborted) tellMove(options, next);
    }
  };
  const attended = attend();
  return {
    now: () => held,
    close: async () => {
      stop.abort();
      await attended;
      await held.close();
    },
  };
}

function tellMove({ onMove, logger }: HoldOptions, now: HeldHome): void {
  try {
    onMove(now);
  } catch (error) {
    logger.error('The window could not follow its home', error);
  }
}

async function open({ home, owner, logger, ...own }: HoldOptions): Promise<Held> {
  const claim = await claimHome(home);
  if (!('release' in claim)) {
    logger.info(`Holdfast is running already for this home (process ${claim.pid}); this is its guest.`);
    return { url: hostUrl(claim), services: undefined, endpoint: claim, close: async () => {} };
  }
  const served = await serveHome({ ownership: claim, home, owner, logger, ...portsOf(own) });
  return { ...served, endpoint: undefined };
}

const portsOf = ({ desktop, notifier, machine, loginItem }: Omit<HoldOptions, 'home' | 'owner' | 'logger'>) => ({
  ...{ desktop, notifier, machine, loginItem },
});

const usualLookMs = 2000;
/** An owner that is started anew, as for an update, gets so many looks to come back before somebody takes its place. */
const patientLooks = 2;

/** Resolves when the owner has gone, or another has come. Shows its messages meanwhile. */
async function whileThere(options: HoldOptions, endpoint: Endpoint, stop: AbortSignal): Promise<void> {
  const { home, notifier, logger, lookMs = usualLookMs } = options;
  const gone = new AbortController();
  const relay = async (): Promise<void> => {
    while (!gone.signal.aborted && !stop.aborted) {
      await relayMessages(endpoint, notifier, AbortSignal.any([gone.signal, stop])).catch(() => undefined);
      await pause(lookMs, AbortSignal.any([gone.signal, stop]));
    }
  };
  const relayed = relay();
  try {
    let missed = 0;
    while (missed <= patientLooks && !stop.aborted) {
      await pause(lookMs, stop);
      const owner = findOwner(home);
      if (owner.state === 'reachable' && owner.endpoint.token !== endpoint.token) return;
      missed = owner.state === 'none' ? missed + 1 : 0;
    }
  } catch (error) {
    logger.error('Whether the home’s owner is still there could not be seen', error);
  } finally {
    gone.abort();
    await relayed;
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
