import type { StorageDay } from '#shared/domain/storage.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Ports } from '../ports.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly storage: Pick<Service<'storage'>, 'get'>;
  readonly changes: ChangeHub;
  readonly ports: Pick<Ports, 'clock' | 'logger'>;
}

/** Records how full the volumes of the repositories are, day by day. */
export interface SpaceKeeper {
  /** Records today's figures where snapshots changed since, or an hour has passed. Never rejects. */
  look(): Promise<void>;
  /** Records them now. Never rejects. */
  record(): Promise<void>;
  stop(): void;
}

const againMs = 60 * 60 * 1000;

export function createSpaceKeeper({ catalogue, storage, changes, ports }: Dependencies): SpaceKeeper {
  let [changed, recordedAt, recording, stopped] = [true, 0, false, false];
  const unsubscribe = changes.subscribe((topics) => {
    if (topics.includes('snapshots')) changed = true;
  });
  const record = async (): Promise<void> => {
    [changed, recordedAt, recording] = [false, ports.clock.now(), true];
    try {
      const { repositories } = await storage.get(undefined);
      for (const { repository, totalBytes, freeBytes, plans } of repositories) {
        if (totalBytes === null || freeBytes === null || stopped) continue;
        const at = new Date(recordedAt).toISOString();
        const taken = plans.map(({ planId, bytes }) => ({ planId, bytes }));
        const told: StorageDay = { day: at.slice(0, 10), at, totalBytes, freeBytes, plans: taken };
        await catalogue.write.space.put(repository.id, told);
      }
    } catch (error) {
      if (!stopped) ports.logger.error('how full the repositories are could not be recorded', error);
    } finally {
      recording = false;
    }
  };
  return {
    look: async () => {
      const due = changed || Math.abs(ports.clock.now() - recordedAt) >= againMs;
      if (due && !recording && !stopped) await record();
    },
    record,
    stop: () => {
      stopped = true;
      unsubscribe();
    },
  };
}
