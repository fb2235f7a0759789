import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress, RunDetail, RunEvent } from '#shared/domain/run.ts';
import type { RunMessage } from './run-thread.ts';

export interface Watched {
  readonly id: string;
  /** Where to listen when the run is in this process. */
  readonly active:
    | { readonly listeners: Set<(message: RunMessage) => void>; readonly progress: Progress | null }
    | undefined;
  readonly read: () => Promise<RunDetail>;
  readonly signal: AbortSignal;
}

/** How often the row of a run in another process is looked at. */
const pollMs = 500;

/** Progress as it comes (the newest only, when the reader is slow), then the run as it ended. */
export async function* watchRun(watched: Watched): AsyncGenerator<RunEvent> {
  if (watched.active) yield* listen(watched, watched.active);
  else yield* poll(watched);
  if (!watched.signal.aborted) yield { type: 'ended', run: await watched.read() };
}

async function* listen({ id, signal }: Watched, active: NonNullable<Watched['active']>): AsyncGenerator<RunEvent> {
  const news = new EventEmitter();
  let latest: Progress | null = active.progress;
  let ended = false;
  const take = (message: RunMessage): void => {
    if (message.type === 'progress') latest = message.progress;
    else ended = true;
    news.emit('news');
  };
  active.listeners.add(take);
  try {
    for (;;) {
      if (latest) {
        const progress: Progress = latest;
        latest = null;
        yield { type: 'progress', runId: id, progress };
      }
      if (ended || signal.aborted) return;
      if (!latest) await once(news, 'news', { signal }).catch(() => undefined);
    }
  } finally {
    active.listeners.delete(take);
  }
}

async function* poll({ id, read, signal }: Watched): AsyncGenerator<RunEvent> {
  while (!signal.aborted) {
    const run = await read();
    if (run.outcome !== null) return;
    if (run.progress) yield { type: 'progress', runId: id, progress: run.progress };
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}
