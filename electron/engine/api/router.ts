import './known-forms.ts';
import type { Services } from '../services.ts';
import { auditApi } from './audit.ts';
import { databasesApi } from './databases.ts';
import { createImplementer, type ReportInternal } from './implementer.ts';
import { notificationsApi } from './notifications.ts';
import { plansApi } from './plans.ts';
import { repositoriesApi } from './repositories.ts';
import { restoresApi } from './restores.ts';
import { retentionApi } from './retention.ts';
import { runsApi } from './runs.ts';
import { sampleApi } from './sample.ts';
import { schedulesApi } from './schedules.ts';
import { secretsApi } from './secrets.ts';
import { settingsApi } from './settings.ts';
import { snapshotsApi } from './snapshots.ts';
import { startupApi } from './startup.ts';
import { storageApi } from './storage.ts';
import { systemApi } from './system.ts';
import { unusualApi } from './unusual.ts';
import { volumesApi } from './volumes.ts';

export type HoldfastRouter = ReturnType<typeof createRouter>;

/**
 * The contract implemented by an engine's services: what every transport serves. Queries and streams take the call's
 * signal; commands don't, so that what was begun goes on when its client goes away.
 */
export function createRouter(services: Services, reportInternal: ReportInternal = () => {}) {
  const api = createImplementer(reportInternal);
  return api.router({
    system: systemApi(api, services.system, reportInternal),
    plans: plansApi(api, services.plans, reportInternal),
    schedules: schedulesApi(api, services.schedules),
    runs: runsApi(api, services.runs, reportInternal),
    snapshots: snapshotsApi(api, services.snapshots),
    restores: restoresApi(api, services.restores),
    retention: retentionApi(api, services.retention),
    unusual: unusualApi(api, services.unusual),
    databases: databasesApi(api, services.databases),
    repositories: repositoriesApi(api, services.repositories),
    storage: storageApi(api, services.storage),
    volumes: volumesApi(api, services.volumes),
    notifications: notificationsApi(api, services.notifications, reportInternal),
    sample: sampleApi(api, services.sample),
    settings: settingsApi(api, services.settings),
    secrets: secretsApi(api, services.secrets),
    startup: startupApi(api, services.startup),
    audit: auditApi(api, services.audit),
  });
}
