import { useEffect, useState } from 'react';

interface StreamState<Item> {
  /** The newest item. */
  readonly latest: Item | undefined;
  readonly ended: boolean;
  readonly error: unknown;
}

const nothing = { latest: undefined, ended: false, error: undefined };

/**
 * Follows a stream of the engine for as long as the component shows it, and begins anew when `key` changes; null
 * follows nothing. Only the newest item is kept; while another stream begins the old one's last item stays.
 */
export function useStream<Item>(
  key: string | null,
  open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>,
): StreamState<Item> {
  const [state, setState] = useState<StreamState<Item>>(nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when it is another stream
  useEffect(() => {
    if (key === null) {
      setState(nothing);
      return;
    }
    const stop = new AbortController();
    void follow(open, stop.signal, setState);
    return () => stop.abort();
  }, [key]);
  return state;
}

async function follow<Item>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>,
  signal: AbortSignal,
  setState: (change: (state: StreamState<Item>) => StreamState<Item>) => void,
): Promise<void> {
  try {
    setState((state) => ({ ...state, ended: false, error: undefined }));
    for await (const latest of await open(signal)) {
      if (signal.aborted) return;
      setState(() => ({ latest, ended: false, error: undefined }));
    }
    if (!signal.aborted) setState((state) => ({ ...state, ended: true }));
  } catch (error) {
    if (!signal.aborted) setState((state) => ({ ...state, error, ended: true }));
  }
}
