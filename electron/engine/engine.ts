import fs from 'node:fs';
import { openCatalogueClient } from './catalogue/catalogue-client.ts';
import { createPlanService } from './plans/plan-service.ts';
import type { Ports } from './ports.ts';
import { createDestinations } from './repository/destinations.ts';
import { createRepositoryService } from './repository/repository-service.ts';
import { createRunService } from './runs/run-service.ts';
import type { Services } from './services.ts';
import { createSnapshotService } from './snapshots/snapshot-service.ts';
import { createChangeHub } from './system/change-hub.ts';

export interface EngineOptions {
  /** Folder of settings and catalogue; made if it is not there. */
  readonly home: string;
  readonly owner: 'window' | 'host' | 'command';
  readonly ports: Ports;
}

export interface Engine {
  readonly services: Services;
  /** Cancels what is going on, waits for it to end, and closes the catalogue. */
  close(): Promise<void>;
}

const absent = new Proxy({} as never, {
  get: () => () => {
    throw new Error('being written');
  },
});

/** Joins the parts of an engine; the only place where that is done. */
export async function createEngine({ home, ports }: EngineOptions): Promise<Engine> {
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  const catalogue = openCatalogueClient(home);
  const changes = createChangeHub();
  const destinations = createDestinations();
  const keepFreeBytes = async () => 256 * 1024 * 1024;
  const runs = createRunService({ home, catalogue, changes, ports, keepFreeBytes });
  await runs.closeInterrupted();
  const shared = { home, catalogue, changes, destinations, runs, clock: ports.clock };
  return {
    services: {
      system: absent,
      plans: createPlanService(shared),
      runs: runs.service,
      snapshots: createSnapshotService(shared),
      restores: absent,
      repositories: createRepositoryService(shared),
      storage: absent,
      settings: absent,
    },
    close: async () => {
      await runs.close();
      await Promise.all([catalogue.close(), destinations.close()]);
    },
  };
}
