import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CatalogueClient, openCatalogueClient } from '../../electron/engine/catalogue/catalogue-client.ts';
import { type Clock, systemClock } from '../../electron/engine/ports.ts';
import { createDestinations, type Destinations } from '../../electron/engine/repository/destinations.ts';
import { createRepositoryService } from '../../electron/engine/repository/repository-service.ts';
import { createSecretStore, type SecretStore } from '../../electron/engine/secrets/secret-store.ts';
import { type ChangeHub, createChangeHub } from '../../electron/engine/system/change-hub.ts';

/** The parts most services are joined from, over a home in a temporary folder of its own. */
export interface EngineParts {
  readonly folder: string;
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly changes: ChangeHub;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  /** A path below the temporary folder. */
  at(name: string): string;
  /** Makes a repository and gives its path. */
  makeRepository(name?: string): Promise<string>;
  close(): Promise<void>;
}

const noRuns = { start: async () => crypto.randomUUID() };

export function createEngineParts(): EngineParts {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-engine-')));
  const home = path.join(folder, 'home');
  fs.mkdirSync(home);
  const [catalogue, destinations, changes] = [openCatalogueClient(home), createDestinations(), createChangeHub()];
  const at = (name: string) => path.join(folder, name);
  return {
    folder,
    home,
    catalogue,
    destinations,
    changes,
    secrets: createSecretStore(home),
    clock: systemClock,
    at,
    makeRepository: async (name = 'repository') => {
      const service = createRepositoryService({ catalogue, destinations, changes, runs: noRuns, clock: systemClock });
      return (await service.create({ path: at(name) })).path;
    },
    close: async () => {
      await Promise.all([catalogue.close(), destinations.close()]);
      fs.rmSync(folder, { recursive: true });
    },
  };
}
