import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { QueryClient } from '@tanstack/react-query';
import type { ChangeEvent } from '#shared/domain/system.ts';
import { client, connectionStore } from './client.ts';

/** Options for useQuery and useMutation, and their keys, for each procedure of the contract. */
export const api = createTanstackQueryUtils(client);

/** Between two attempts to follow. */
const pauseMs = 1000;

type Topic = ChangeEvent['topics'][number];

/** What has to be read again when something of a topic changed. */
const keysByTopic: Readonly<Record<Topic, () => readonly (readonly unknown[])[]>> = {
  plans: () => [api.plans.key(), api.schedules.key()],
  // A plan's state tells of its runs, and whether a restore can be undone of those after it.
  runs: () => [api.runs.key(), api.plans.key(), api.restores.key(), api.schedules.key()],
  snapshots: () => [api.snapshots.key(), api.databases.key(), api.storage.key(), api.plans.key()],
  repositories: () => [api.repositories.key(), api.storage.key(), api.plans.key(), api.system.volumes.key()],
  settings: () => [api.settings.key()],
};

/**
 * Keeps queries current: what the engine says has changed is read again, and everything after the connection had been
 * lost. Returns the function that stops it.
 */
export function subscribeToChanges(queryClient: QueryClient): () => void {
  let stop = new AbortController();
  const follow = () => {
    stop.abort();
    stop = new AbortController();
    if (connectionStore.getSnapshot() === 'open') void followChanges(queryClient, stop.signal);
  };
  const unsubscribe = connectionStore.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    stop.abort();
  };
}

/** Follows for as long as the connection is open; once it is open again, following begins anew. */
async function followChanges(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && connectionStore.getSnapshot() === 'open') {
    // A failure shows in the queries themselves, or as a lost connection in the store.
    await readChanges(queryClient, signal).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function readChanges(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  const changes = await client.system.changes(undefined, { signal });
  // Whatever changed before the stream was open went unheard.
  void queryClient.invalidateQueries();
  for await (const { topics } of changes) {
    // Whatever changes may be told of in the audit trail.
    const keys = [...topics.flatMap((topic) => keysByTopic[topic]()), api.audit.key()];
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
  }
}
