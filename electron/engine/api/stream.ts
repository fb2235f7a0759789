import { type ReportInternal, typedError } from './implementer.ts';

interface StreamOptions<Item> {
  /** Starts the source; it is told to end by the signal when the client aborts, stops reading or goes away. */
  readonly start: (signal: AbortSignal) => AsyncIterable<Item>;
  readonly signal: AbortSignal | undefined;
  readonly reportInternal: ReportInternal;
}

/**
 * An event stream for the transports. It ends at once when the client aborts or returns early, even while the source
 * awaits something, and its failures are typed errors. (A plain generator would hold back `return` until what it
 * awaits resolves.)
 */
export function stream<Item>({ start, signal, reportInternal }: StreamOptions<Item>): AsyncIteratorObject<Item, void> {
  const stop = new AbortController();
  const ended = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const source = start(ended)[Symbol.asyncIterator]();

  const finish = (): IteratorResult<Item, void> => {
    stop.abort();
    return { done: true, value: undefined };
  };
  // Also when nobody is reading just now. Not awaited: the source's own clean-up runs when it gets there.
  const onAbort = () => void source.return?.().then(undefined, ignoreAfterAbort(reportInternal));
  ended.addEventListener('abort', onAbort, { once: true });

  const next = async (): Promise<IteratorResult<Item, void>> => {
    if (ended.aborted) return finish();
    try {
      const result = await untilAborted(source.next(), ended);
      return result === undefined ? finish() : result.done ? { done: true, value: undefined } : result;
    } catch (error) {
      if (ended.aborted) return finish();
      stop.abort();
      throw typedError(error, reportInternal);
    }
  };

  return {
    next,
    return: async () => finish(),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => {
      finish();
    },
  };
}

/** The promise's value, or undefined as soon as the signal aborts. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** An aborted source may well end by throwing the abort; anything else is worth a line in the log. */
const ignoreAfterAbort = (reportInternal: ReportInternal) => (error: unknown) => {
  if (!(error instanceof Error && error.name === 'AbortError')) reportInternal(error);
};
