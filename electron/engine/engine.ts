import { createAuditService } from './audit/audit-service.ts';
import { openCatalogueClient } from './catalogue/catalogue-client.ts';
import { createDatabaseService } from './databases/database-service.ts';
import { createProofKeeper } from './databases/proof/keep-proofs.ts';
import { createHookService } from './hooks/hook-service.ts';
import { createNewVersionKeeper } from './new-version/new-version-keeper.ts';
import { createNotificationKeeper } from './notifications/notification-keeper.ts';
import { createNotificationService } from './notifications/notification-service.ts';
import { createPlanService } from './plans/plan-service.ts';
import type { Ports } from './ports.ts';
import { createDestinations } from './repository/destinations.ts';
import { createRepositoryService } from './repository/repository-service.ts';
import { createFolderService } from './restore/folder-service.ts';
import { createPreviews } from './restore/previews.ts';
import { createRestoreService } from './restore/restore-service.ts';
import { createUndoService } from './restore/undo-service.ts';
import { createRetentionKeeper } from './retention/keep-retention.ts';
import { createRetentionService } from './retention/retention-service.ts';
import { createBackupContinuation } from './runs/continue-backups.ts';
import { createRunService } from './runs/run-service.ts';
import { createSampleKeeper } from './sample/sample-keeper.ts';
import { createScheduleKeeper } from './schedule/schedule-keeper.ts';
import { createScheduleService } from './schedule/schedule-service.ts';
import { createSecretStore } from './secrets/secret-store.ts';
import { createSecretsService } from './secrets/secrets-service.ts';
import type { Services } from './services.ts';
import { homeLanguage } from './settings/home-language.ts';
import { createSettingsService } from './settings/settings-service.ts';
import { createDeletionResumer } from './snapshots/resume-deletions.ts';
import { createSnapshotService } from './snapshots/snapshot-service.ts';
import { sweepCopies } from './snapshots/sweep-copies.ts';
import { findServiceManager } from './startup/find-service-manager.ts';
import { createStartupService } from './startup/startup-service.ts';
import { createSpaceKeeper } from './storage/keep-space.ts';
import { createStorageService } from './storage/storage-service.ts';
import { createChangeHub } from './system/change-hub.ts';
import { createSystemService } from './system/system-service.ts';
import { makeFolders } from './tools/make-folder.ts';
import { sweepPassFiles } from './tools/postgres/with-pass-file.ts';
import { createUnusualService } from './unusual/unusual-service.ts';
import { version } from './version.ts';
import { createVolumeReleaser } from './volumes/let-go.ts';
import { createVolumeKeeper } from './volumes/volume-keeper.ts';
import { createVolumeService } from './volumes/volume-service.ts';
import { endReadyWorkers } from './workers.ts';

export interface EngineOptions {
  /** Folder of settings and catalogue; made if it is not there. */
  readonly home: string;
  readonly owner: 'window' | 'host' | 'command';
  readonly ports: Ports;
  /** Absolute path of a browser for the window; left out where none is needed. */
  readonly findBrowser?: () => string | undefined;
}

export interface Engine {
  readonly services: Services;
  /**
   * Cancels what is going on, waits for it to end, and closes the catalogue. The engine of a command that backed up first
   * removes what a deletion which was cut off has left in the trash and what the plan no longer keeps, and tests the new dumps
   * where their plan wants that after each backup; and it sends what there is to tell. `onWork` is told.
   */
  close(onWork?: (work: LastWork) => void): Promise<void>;
}

/** What a closing engine still does: what begins, or what failed of it. */
export type LastWork =
  | { readonly kind: 'deletion' }
  | { readonly kind: 'prune' }
  | { readonly kind: 'test-restore' }
  | { readonly kind: 'notifying' }
  | { readonly kind: 'failed'; readonly message: string };

/** A run of another process that was killed is noticed so soon. */
const interruptedCheckMs = 15_000;
/** Copies of files that were opened are looked for so often: they are kept for a day. */
const sweepMs = 60 * 60 * 1000;

/** Joins the parts of an engine; the only place where that is done. */
export async function createEngine({ home, owner, ports, findBrowser }: EngineOptions): Promise<Engine> {
  makeFolders(home);
  const catalogue = openCatalogueClient(home, { threads: owner === 'command' ? 1 : 2 });
  const changes = createChangeHub();
  const destinations = createDestinations();
  const settings = createSettingsService({
    ...{ home, catalogue, changes, clock: ports.clock, ownsHome: owner !== 'command' },
  });
  const language = async () => homeLanguage(await settings.get(undefined));
  const keepFreeBytes = async (planId: string | null, repositoryId: string | null = null) => {
    const own = planId === null ? null : await catalogue.read.volumes.reserveOf(planId, repositoryId);
    return own ?? (await settings.get(undefined)).keepFreeBytes;
  };
  const newVersion = createNewVersionKeeper({ home, version, settings, changes, ports });
  const runs = createRunService({ home, catalogue, destinations, changes, ports, keepFreeBytes });
  await runs.closeInterrupted();
  const deletions = createDeletionResumer({ catalogue, destinations, runs, ports });
  const proofs = createProofKeeper({ catalogue, destinations, runs, ports });
  const retention = createRetentionKeeper({ catalogue, destinations, runs, ports });
  const schedules = createScheduleKeeper({ home, catalogue, destinations, runs, changes, ports });
  const continuation = createBackupContinuation({ home, catalogue, destinations, runs, ports });
  const volumes = createVolumeKeeper({ catalogue, destinations, runs, schedules, changes, ports });
  const releaser = createVolumeReleaser({ home, catalogue, destinations, changes, ports });
  const storage = createStorageService({ catalogue, destinations, clock: ports.clock, keepFreeBytes });
  const space = createSpaceKeeper({
    ...{ catalogue, changes, ports },
    storage: {
      get: async () => {
        const found = await storage.get(undefined);
        await notifications.noteSpace(found);
        return found;
      },
    },
  });
  const stays = owner !== 'command';
  // What somebody keeps in the window is for their own session; a service or a command may have to read it without one.
  const secrets = createSecretStore(home, owner === 'window' ? 'keyring' : 'file');
  const notifications = createNotificationKeeper({ catalogue, secrets, changes, ports, language, stays });
  if (stays) volumes.start();
  const look = () => {
    if (!stays) return;
    void continuation.look().then(schedules.look);
    void notifications.look();
    void space.look();
    void newVersion.look();
    const began = ports.clock.now();
    // A drive goes only after those who still need it have had their turn.
    void deletions
      .look()
      .then(retention.look)
      .then(proofs.look)
      .then(() => releaser.look(began));
  };
  look();
  // Whom to ask may just have been set.
  const unsubscribe = changes.subscribe((topics) => void (stays && topics.includes('settings') && newVersion.look()));
  // After sleep drives and servers are asked anew, and what waited for mains is looked at.
  const unheed = ports.machine.onChange?.(() => void schedules.surroundingsChanged().then(look));
  const watch = setInterval(() => {
    runs.closeInterrupted().catch((error: unknown) => ports.logger.error('runs could not be looked at', error));
    look();
  }, interruptedCheckMs).unref();
  sweepPassFiles();
  const swept = sweepCopies(ports.clock.now());
  const sweep = setInterval(() => void sweepCopies(ports.clock.now()), sweepMs).unref();
  const previews = createPreviews(home);
  const backedUp = new Set<string>();
  const shared = { home, catalogue, changes, destinations, runs, secrets, clock: ports.clock };
  const repositories = createRepositoryService(shared);
  const databases = createDatabaseService(shared);
  const sample = createSampleKeeper({
    ...{ ...shared, repositories, databases, stays, logger: ports.logger },
    plans: createPlanService(shared, { sample: true }),
    keepFreeBytes: () => keepFreeBytes(null),
  });
  if (stays) void sample.serve();
  return {
    services: {
      system: createSystemService({ ...shared, version, owner, settings, newVersion, findBrowser }),
      plans: { ...createPlanService(shared), ...createHookService(shared) },
      schedules: createScheduleService({ ...shared, keeping: stays, look }),
      runs: {
        ...runs.service,
        backup: async (request) => {
          if (!stays) {
            backedUp.add(request.plan);
            // Looks at how full the drives are once the run has ended.
            destinations.ready();
          }
          await sample.serveFor(request.plan);
          return runs.service.backup(request);
        },
      },
      snapshots: createSnapshotService({ ...shared, desktop: ports.desktop }),
      restores: {
        ...createRestoreService({ ...shared, previews }),
        ...createUndoService({ ...shared, previews }),
        ...createFolderService({ ...shared, desktop: ports.desktop }),
      },
      retention: createRetentionService(shared),
      unusual: createUnusualService({ ...shared, look }),
      databases: whileServed(databases, sample.serve),
      repositories,
      storage,
      volumes: createVolumeService({ ...shared, settings, releaser }),
      notifications: createNotificationService({ catalogue, secrets, changes, ports, language, keeper: notifications }),
      sample: sample.service,
      settings,
      secrets: createSecretsService(shared),
      startup: createStartupService({
        ...{ home, changes, loginItem: ports.loginItem },
        manager: () => findServiceManager(home),
      }),
      audit: createAuditService(catalogue),
    },
    close: async (onWork) => {
      unheed?.();
      clearInterval(watch);
      unsubscribe();
      clearInterval(sweep);
      for (const plan of backedUp) {
        await deletions.finish(plan, () => onWork?.({ kind: 'deletion' }));
        await retention.finish(plan, () => onWork?.({ kind: 'prune' }));
        const failure = await proofs.finish(plan, () => onWork?.({ kind: 'test-restore' }));
        if (failure) onWork?.({ kind: 'failed', message: failure.message });
      }
      if (backedUp.size > 0) await space.record();
      if (!stays) {
        const unsent = await notifications.finish(() => onWork?.({ kind: 'notifying' }));
        if (unsent !== null) onWork?.({ kind: 'failed', message: unsent });
      }
      space.stop();
      volumes.stop();
      releaser.stop();
      schedules.stop();
      continuation.stop();
      if (stays) continuation.note(runs.goingBackups());
      await notifications.stop();
      await newVersion.stop();
      deletions.stop();
      retention.stop();
      proofs.stop();
      await swept;
      await sample.cancel();
      await Promise.all([runs.close(), previews.close()]);
      await sample.stop();
      await Promise.all([catalogue.close(), destinations.close(), endReadyWorkers()]);
    },
  };
}

/** What connects to a server of a plan: that of sample data runs only as long as it is wanted. */
function whileServed(databases: Services['databases'], serve: () => Promise<void>): Services['databases'] {
  const served =
    <Args extends readonly unknown[], Result>(act: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await serve();
      return act(...args);
    };
  return {
    ...databases,
    test: served(databases.test),
    restorePreview: served(databases.restorePreview),
    restore: served(databases.restore),
    undoRestorePreview: served(databases.undoRestorePreview),
    undoRestore: served(databases.undoRestore),
  };
}
