import { activity } from './en/activity.ts';
import { audit } from './en/audit.ts';
import { common } from './en/common.ts';
import { compare } from './en/compare.ts';
import { databaseRestore } from './en/database-restore.ts';
import { databases } from './en/databases.ts';
import { home } from './en/home.ts';
import { hooks } from './en/hooks.ts';
import { keep } from './en/keep.ts';
import { notifications } from './en/notifications.ts';
import { plans } from './en/plans.ts';
import { restore } from './en/restore.ts';
import { sample } from './en/sample.ts';
import { schedules } from './en/schedules.ts';
import { security } from './en/security.ts';
import { servers } from './en/servers.ts';
import { settings } from './en/settings.ts';
import { start } from './en/start.ts';
import { startup } from './en/startup.ts';
import { time } from './en/time.ts';
import { unusual } from './en/unusual.ts';
import { verification } from './en/verification.ts';
import { volumes } from './en/volumes.ts';

/** Every text of the window, in English. `{name}` is a parameter; `one` and `other` are chosen by `count`. */
export const en = {
  ...common,
  ...home,
  ...plans,
  ...keep,
  ...hooks,
  ...time,
  ...compare,
  ...restore,
  ...activity,
  ...audit,
  ...databases,
  ...databaseRestore,
  ...sample,
  ...schedules,
  ...notifications,
  ...security,
  ...servers,
  ...settings,
  ...start,
  ...startup,
  ...unusual,
  ...verification,
  ...volumes,
} as const;
