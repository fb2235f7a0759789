import { audit } from './commands/audit.ts';
import { backup } from './commands/backup.ts';
import { cat } from './commands/cat.ts';
import { catalogueRebuild } from './commands/catalogue.ts';
import { changes } from './commands/changes.ts';
import { compare } from './commands/compare.ts';
import { completion } from './commands/completion.ts';
import { connect } from './commands/connect.ts';
import { databases, databasesShow } from './commands/databases.ts';
import { databasesTest } from './commands/databases-test.ts';
import { deleteSnapshot } from './commands/delete.ts';
import { deleted } from './commands/deleted.ts';
import { demo, demoRemove } from './commands/demo.ts';
import { diff } from './commands/diff.ts';
import { doctor } from './commands/doctor.ts';
import { find } from './commands/find.ts';
import { history } from './commands/history.ts';
import { init } from './commands/init.ts';
import { loginOff, loginOn, loginStatus } from './commands/login.ts';
import { ls } from './commands/ls.ts';
import {
  notificationsAdd,
  notificationsChange,
  notificationsList,
  notificationsLog,
  notificationsRemove,
  notificationsTest,
} from './commands/notifications.ts';
import { open } from './commands/open.ts';
import { pin, unpin } from './commands/pin.ts';
import { planAdd, planEdit, planList, planRemove, planShow } from './commands/plan.ts';
import { planPreview } from './commands/plan-preview.ts';
import { prune } from './commands/prune.ts';
import { repair } from './commands/repair.ts';
import { repositoryAdopt, repositoryList } from './commands/repository.ts';
import { restore } from './commands/restore.ts';
import { restoreDatabase, restoreDatabaseUndo } from './commands/restore-database.ts';
import { restoreFinish, restoreUndo } from './commands/restore-undo.ts';
import { runCancel, runLog, runShow } from './commands/run.ts';
import { runs } from './commands/runs.ts';
import { sampleCreate, sampleRemove, sampleStatus } from './commands/sample.ts';
import { scheduleList, scheduleNext, schedulePause, scheduleResume } from './commands/schedule.ts';
import { secretsForget, secretsMove, secretsStatus } from './commands/secrets.ts';
import { serve } from './commands/serve.ts';
import { serviceInstall, serviceStatus, serviceUninstall } from './commands/service.ts';
import { settingsGet, settingsSet } from './commands/settings.ts';
import { snapshots } from './commands/snapshots.ts';
import { storage } from './commands/storage.ts';
import { verify } from './commands/verify.ts';
import { volumes, volumesReserve, volumesUnmount } from './commands/volumes.ts';
import type { Verb } from './verb.ts';

/** Every verb, in the groups and the order in which the help shows them. */
export const verbGroups: Readonly<Record<string, readonly Verb[]>> = {
  'Setting up': [
    init,
    connect,
    repositoryList,
    repositoryAdopt,
    planAdd,
    planList,
    planShow,
    planEdit,
    planRemove,
    planPreview,
  ],
  'Backing up': [
    ...[backup, runs, runShow, runLog, runCancel],
    ...[scheduleList, scheduleNext, schedulePause, scheduleResume],
    ...[volumes, volumesUnmount, volumesReserve],
  ],
  'Finding and getting back': [
    snapshots,
    databases,
    databasesShow,
    databasesTest,
    ls,
    find,
    history,
    diff,
    compare,
    deleted,
    cat,
    open,
    restore,
    restoreUndo,
    restoreFinish,
    restoreDatabase,
    restoreDatabaseUndo,
  ],
  'Keeping well': [
    verify,
    repair,
    changes,
    pin,
    unpin,
    deleteSnapshot,
    prune,
    storage,
    audit,
    doctor,
    catalogueRebuild,
  ],
  'Being told': [
    ...[notificationsList, notificationsAdd, notificationsChange, notificationsRemove],
    ...[notificationsTest, notificationsLog],
  ],
  'Trying it': [demo, demoRemove, sampleCreate, sampleStatus, sampleRemove],
  'This program': [
    ...[settingsGet, settingsSet, secretsStatus, secretsMove, secretsForget, completion, serve],
    ...[serviceInstall, serviceUninstall, serviceStatus, loginOn, loginOff, loginStatus],
  ],
};

export const verbs: readonly Verb[] = Object.values(verbGroups).flat();
