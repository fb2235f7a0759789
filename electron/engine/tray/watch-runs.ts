import type { HoldfastClient } from '#shared/contract/index.ts';
import type { Progress } from '#shared/domain/run.ts';

interface WatchOptions {
  readonly client: Pick<HoldfastClient, 'runs'>;
  readonly onProgress: () => void;
  readonly signal: AbortSignal;
}

export interface RunWatch {
  /** Follows these runs from now on, each once, and forgets all others. */
  watch(runs: readonly string[]): void;
  /** The newest that was told. */
  progressOf(run: string): Progress | undefined;
}

/** So many are shown; of more nobody would look at each. */
const most = 5;

/** The progress of runs, as it comes. Their ends are told by the stream of changes. */
export function createRunWatch({ client, onProgress, signal }: WatchOptions): RunWatch {
  const watched = new Map<string, { readonly stop: AbortController; progress?: Progress }>();
  const follow = async (run: string): Promise<void> => {
    const entry: { readonly stop: AbortController; progress?: Progress } = { stop: new AbortController() };
    watched.set(run, entry);
    const events = await client.runs.watch({ run }, { signal: AbortSignal.any([signal, entry.stop.signal]) });
    for await (const event of events) {
      if (event.type !== 'progress') continue;
      entry.progress = event.progress;
      onProgress();
    }
  };
  return {
    watch: (runs) => {
      for (const [run, { stop }] of watched) {
        if (runs.includes(run)) continue;
        stop.abort();
        watched.delete(run);
      }
      // One that can't be followed is shown with what the list of runs tells of it.
      for (const run of runs.slice(0, most)) if (!watched.has(run)) void follow(run).catch(() => undefined);
    },
    progressOf: (run) => watched.get(run)?.progress,
  };
}
