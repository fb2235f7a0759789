import type { ContractRouterClient } from '@orpc/contract';
import { auditContract } from './audit.ts';
import { databasesContract } from './databases.ts';
import { notificationsContract } from './notifications.ts';
import { plansContract } from './plans.ts';
import { repositoriesContract, storageContract } from './repositories.ts';
import { restoresContract } from './restores.ts';
import { retentionContract } from './retention.ts';
import { runsContract } from './runs.ts';
import { sampleContract } from './sample.ts';
import { schedulesContract } from './schedules.ts';
import { secretsContract } from './secrets.ts';
import { settingsContract } from './settings.ts';
import { snapshotsContract } from './snapshots.ts';
import { startupContract } from './startup.ts';
import { systemContract } from './system.ts';
import { unusualContract } from './unusual.ts';
import { volumesContract } from './volumes.ts';

/** Everything a window, a script or the command line can ask of an engine. */
export const contract = {
  system: systemContract,
  plans: plansContract,
  schedules: schedulesContract,
  runs: runsContract,
  snapshots: snapshotsContract,
  restores: restoresContract,
  retention: retentionContract,
  unusual: unusualContract,
  databases: databasesContract,
  repositories: repositoriesContract,
  storage: storageContract,
  volumes: volumesContract,
  notifications: notificationsContract,
  sample: sampleContract,
  settings: settingsContract,
  secrets: secretsContract,
  startup: startupContract,
  audit: auditContract,
};

export type HoldfastClient = ContractRouterClient<typeof contract>;
