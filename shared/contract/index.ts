import type { ContractRouterClient } from '@orpc/contract';
import { auditContract } from './audit.ts';
import { databasesContract } from './databases.ts';
import { plansContract } from './plans.ts';
import { repositoriesContract, storageContract } from './repositories.ts';
import { restoresContract } from './restores.ts';
import { runsContract } from './runs.ts';
import { settingsContract } from './settings.ts';
import { snapshotsContract } from './snapshots.ts';
import { systemContract } from './system.ts';

/** Everything a window, a script or the command line can ask of an engine. */
export const contract = {
  system: systemContract,
  plans: plansContract,
  runs: runsContract,
  snapshots: snapshotsContract,
  restores: restoresContract,
  databases: databasesContract,
  repositories: repositoriesContract,
  storage: storageContract,
  settings: settingsContract,
  audit: auditContract,
};

export type HoldfastClient = ContractRouterClient<typeof contract>;
