import { activity } from './en/activity.ts';
import { audit } from './en/audit.ts';
import { common } from './en/common.ts';
import { compare } from './en/compare.ts';
import { databaseRestore } from './en/database-restore.ts';
import { databases } from './en/databases.ts';
import { home } from './en/home.ts';
import { keep } from './en/keep.ts';
import { plans } from './en/plans.ts';
import { restore } from './en/restore.ts';
import { schedules } from './en/schedules.ts';
import { servers } from './en/servers.ts';
import { settings } from './en/settings.ts';
import { start } from './en/start.ts';
import { time } from './en/time.ts';
import { verification } from './en/verification.ts';

/** Every text of the window, in English. `{name}` is a parameter; `one` and `other` are chosen by `count`. */
export const en = {
  ...common,
  ...home,
  ...plans,
  ...keep,
  ...time,
  ...compare,
  ...restore,
  ...activity,
  ...audit,
  ...databases,
  ...databaseRestore,
  ...schedules,
  ...servers,
  ...settings,
  ...start,
  ...verification,
} as const;
