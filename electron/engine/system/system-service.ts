import os from 'node:os';
import { contractVersion } from '#shared/contract/version.ts';
import type { SystemStatus } from '#shared/domain/system.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { NewVersionKeeper } from '../new-version/new-version-keeper.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { Service } from '../services.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { ChangeHub } from './change-hub.ts';
import { examine } from './examine.ts';
import { findRepositories } from './find-repositories.ts';
import { listFolders } from './list-folders.ts';
import { listVolumes } from './list-volumes.ts';
import { suggestFolders } from './suggest-folders.ts';
import { watchChanges } from './watch-changes.ts';

interface Dependencies {
  readonly home: string;
  readonly version: string;
  readonly owner: SystemStatus['owner'];
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly settings: Pick<SettingsService, 'problem' | 'get'>;
  readonly changes: ChangeHub;
  readonly newVersion: Pick<NewVersionKeeper, 'get'>;
  /** Absolute path of a browser for the host's window; undefined when there is none. Left out where none is needed. */
  readonly findBrowser?: () => string | undefined;
}

/** The machine and the engine itself: what it is, what it finds, what changed. */
export function createSystemService(dependencies: Dependencies): Service<'system'> {
  const { home, version, owner, catalogue, changes, destinations } = dependencies;
  return {
    status: async () => ({
      version,
      contract: contractVersion,
      home,
      owner,
      pid: process.pid,
      userHome: os.homedir(),
    }),
    doctor: () => examine(dependencies),
    newVersion: () => dependencies.newVersion.get(),
    changes: (_, signal) => watchChanges(catalogue, changes, signal),
    folders: ({ path }) => listFolders(path),
    suggestions: () => suggestFolders(os.homedir()),
    volumes: () => listVolumes(destinations),
    repositories: () => findRepositories(dependencies, os.homedir()),
  };
}
