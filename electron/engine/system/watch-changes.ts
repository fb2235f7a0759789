import { setTimeout as delay } from 'node:timers/promises';
import type { ChangeEvent } from '#shared/domain/system.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { ChangeHub, ChangeTopic } from './change-hub.ts';

const pollMs = 1000;
const pauseMs = 200;

/**
 * What changed, five times a second at most: told by this engine's own parts at once, by other processes (a backup
 * from a terminal, seen in the catalogue) within about a second. Ends when the signal aborts.
 */
export async function* watchChanges(
  catalogue: CatalogueClient,
  changes: ChangeHub,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<ChangeEvent> {
  const pending = new Set<ChangeTopic>();
  let wake = (): void => undefined;
  const note = (topics: readonly ChangeTopic[]): void => {
    for (const topic of topics) pending.add(topic);
    if (topics.length > 0) wake();
  };
  const unsubscribe = changes.subscribe(note);
  const poll = startPolling(catalogue, note);
  signal.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      if (pending.size === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else {
        const topics = [...pending];
        pending.clear();
        yield { topics };
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  } finally {
    clearInterval(poll);
    unsubscribe();
  }
}

function startPolling(catalogue: CatalogueClient, note: (topics: readonly ChangeTopic[]) => void): NodeJS.Timeout {
  let version: number | undefined;
  let pulse: Record<ChangeTopic, string | null> | undefined;
  let busy = false;
  const look = async (): Promise<void> => {
    const newer = await catalogue.read.state.dataVersion();
    if (newer === version) return;
    version = newer;
    const before = pulse;
    pulse = await catalogue.read.summary.pulse();
    const now = pulse;
    if (before && now) note(topics.filter((topic) => before[topic] !== now[topic]));
  };
  const tick = (): void => {
    if (busy) return;
    busy = true;
    // The catalogue closes with the engine; whoever listens is told by the stream's end.
    look()
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  };
  tick();
  return setInterval(tick, pollMs);
}

const topics: readonly ChangeTopic[] = ['plans', 'runs', 'snapshots', 'repositories', 'notifications'];
