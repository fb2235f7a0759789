import type { ShownMessage } from '#shared/domain/notification.ts';

/** Open windows whose browser may show messages. */
export interface Pages {
  /** Gives how many there are. */
  count(): number;
  /** Gives how many it was handed to. */
  show(message: ShownMessage): number;
  /** Messages from now on, until the signal aborts. */
  follow(signal?: AbortSignal): AsyncIterable<ShownMessage>;
}

/** `onCome` is called when one more is there. */
export function createPages(onCome: () => void): Pages {
  const listeners = new Set<(message: ShownMessage) => void>();
  return {
    count: () => listeners.size,
    show: (message) => {
      for (const listener of listeners) listener(message);
      return listeners.size;
    },
    follow: (signal = new AbortController().signal) => follow(listeners, onCome, signal),
  };
}

async function* follow(
  listeners: Set<(message: ShownMessage) => void>,
  onCome: () => void,
  signal: AbortSignal,
): AsyncGenerator<ShownMessage> {
  const pending: ShownMessage[] = [];
  let wake = (): void => undefined;
  const listen = (message: ShownMessage): void => {
    pending.push(message);
    wake();
  };
  signal.addEventListener('abort', () => wake(), { once: true });
  listeners.add(listen);
  try {
    onCome();
    while (!signal.aborted) {
      const message = pending.shift();
      if (message !== undefined) yield message;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    listeners.delete(listen);
  }
}
