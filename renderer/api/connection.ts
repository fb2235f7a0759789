import type { HoldfastLink, Transport } from '#shared/contract/transport.ts';
import { HoldfastError } from '#shared/errors.ts';

/**
 * - `connecting`: the first attempt is under way, or the first with a new token
 * - `lost`: nobody answers; tried again by itself, ever more slowly
 * - `unauthorized`: the token is missing or wrong: Holdfast was started anew, or the address lacked it
 * - `mismatch`: the engine speaks another version of the contract: the page is to be loaded again
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'unauthorized' | 'mismatch';

export interface ConnectionStore {
  /** For useSyncExternalStore. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => ConnectionState;
}

export interface LastingConnection {
  /** Goes over whatever transport is open. Calls wait for the first one; while it is lost they fail at once. */
  readonly link: HoldfastLink;
  readonly store: ConnectionStore;
  /** Tries again now, e.g. with a new token. */
  retry(): void;
  close(): void;
}

const delaysMs = [250, 500, 1000, 2000, 5000] as const;

/** A connection that opens itself again for as long as that can help. */
export function createLastingConnection(open: () => Promise<Transport>): LastingConnection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = 'connecting';
  let transport: Transport | undefined;
  let failures = 0;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const enter = (next: ConnectionState) => {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const scheduleRetry = () => {
    timer = setTimeout(start, delaysMs[Math.min(failures, delaysMs.length - 1)]);
    failures += 1;
  };

  /** Only the latest attempt counts: an earlier one that still ends is closed. */
  function start(): void {
    clearTimeout(timer);
    attempt += 1;
    const own = attempt;
    transport?.close();
    transport = undefined;
    open().then(
      (opened) => (own === attempt ? adopt(opened, own) : opened.close()),
      (error: unknown) => own === attempt && fail(error),
    );
  }

  function adopt(opened: Transport, own: number): void {
    transport = opened;
    failures = 0;
    enter('open');
    opened.closed.then(() => own === attempt && fail(new HoldfastError('connection-lost')));
  }

  function fail(error: unknown): void {
    transport = undefined;
    const next = stateAfter(error);
    if (next === 'lost') scheduleRetry();
    enter(next);
  }

  start();
  return {
    link: {
      call: async (path, input, options) => {
        if (state === 'connecting') await untilSettled(subscribe, options.signal);
        if (transport === undefined) throw new HoldfastError(errorIn(state));
        return transport.link.call(path, input, options);
      },
    },
    store: { subscribe, getSnapshot: () => state },
    retry: () => {
      failures = 0;
      enter('connecting');
      start();
    },
    close: () => {
      clearTimeout(timer);
      attempt += 1;
      transport?.close();
      transport = undefined;
      enter('lost');
    },
  };
}

function stateAfter(error: unknown): ConnectionState {
  if (!(error instanceof HoldfastError)) return 'lost';
  if (error.code === 'unauthorized' || error.code === 'too-many-attempts') return 'unauthorized';
  return error.code === 'contract-mismatch' ? 'mismatch' : 'lost';
}

const errorIn = (state: ConnectionState) =>
  state === 'unauthorized' ? 'unauthorized' : state === 'mismatch' ? 'contract-mismatch' : 'connection-lost';

function untilSettled(subscribe: ConnectionStore['subscribe'], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const unsubscribe = subscribe(() => settle(resolve));
    const onAbort = () => settle(() => reject(signal?.reason));
    const settle = (then: () => void) => {
      unsubscribe();
      signal?.removeEventListener('abort', onAbort);
      then();
    };
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
  });
}
