import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { QueryClient } from '@tanstack/react-query';
import type { ChangeEvent } from '#shared/domain/system.ts';
import { client } from './client.ts';
import { whileConnected } from './while-connected.ts';

/** Options for useQuery and useMutation, and their keys, for each procedure of the contract. */
export const api = createTanstackQueryUtils(client);

type Topic = ChangeEvent['topics'][number];

/** What has to be read again when something of a topic changed. */
const keysByTopic: Readonly<Record<Topic, () => readonly (readonly unknown[])[]>> = {
  plans: () => [api.plans.key(), api.schedules.key(), api.unusual.key(), api.secrets.key()],
  // A plan's state tells of its runs, and whether a restore can be undone of those after it.
  runs: () => [api.runs.key(), api.plans.key(), api.restores.key(), api.schedules.key(), api.volumes.key()],
  snapshots: () => [
    ...[
      api.snapshots.key(),
      api.databases.key(),
      api.storage.key(),
      api.plans.key(),
      api.unusual.key(),
      api.retention.key(),
    ],
  ],
  repositories: () => [
    ...[api.repositories.key(), api.storage.key(), api.plans.key(), api.system.volumes.key(), api.volumes.key()],
  ],
  settings: () => [
    api.settings.key(),
    api.secrets.key(),
    api.volumes.key(),
    api.startup.key(),
    api.system.newVersion.key(),
  ],
  notifications: () => [api.notifications.key(), api.secrets.key()],
  sample: () => [api.sample.key()],
};

/**
 * Keeps queries current: what the engine says has changed is read again, and everything after the connection had been
 * lost. Returns the function that stops it.
 */
export const subscribeToChanges = (queryClient: QueryClient): (() => void) =>
  whileConnected((signal) => readChanges(queryClient, signal));

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
