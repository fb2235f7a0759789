import { connectionStore } from './client.ts';

/** Between two attempts to follow. */
const pauseMs = 1000;

/**
 * Follows something for as long as the connection is open, anew whenever it ended or the connection came back; failures show
 * elsewhere. Returns the function that stops it.
 */
export function whileConnected(follow: (signal: AbortSignal) => Promise<void>): () => void {
  let stop = new AbortController();
  const begin = () => {
    stop.abort();
    stop = new AbortController();
    if (connectionStore.getSnapshot() === 'open') void repeat(follow, stop.signal);
  };
  const unsubscribe = connectionStore.subscribe(begin);
  begin();
  return () => {
    unsubscribe();
    stop.abort();
  };
}

async function repeat(follow: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && connectionStore.getSnapshot() === 'open') {
    await follow(signal).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
