import { activity } from './de/activity.ts';
import { audit } from './de/audit.ts';
import { common } from './de/common.ts';
import { compare } from './de/compare.ts';
import { databaseRestore } from './de/database-restore.ts';
import { databases } from './de/databases.ts';
import { home } from './de/home.ts';
import { hooks } from './de/hooks.ts';
import { keep } from './de/keep.ts';
import { notifications } from './de/notifications.ts';
import { plans } from './de/plans.ts';
import { restore } from './de/restore.ts';
import { sample } from './de/sample.ts';
import { schedules } from './de/schedules.ts';
import { security } from './de/security.ts';
import { servers } from './de/servers.ts';
import { settings } from './de/settings.ts';
import { start } from './de/start.ts';
import { startup } from './de/startup.ts';
import { time } from './de/time.ts';
import { unusual } from './de/unusual.ts';
import { verification } from './de/verification.ts';
import { volumes } from './de/volumes.ts';
import type { en } from './en.ts';
import type { Differing } from './message.ts';

/*
 * Words that always stand for the same thing: snapshot – Sicherungsstand (in titles: Stand), backup – Sicherung,
 * restore – Wiederherstellung, dry run – Probelauf, test restore – Testwiederherstellung, prove – nachweisen,
 * verify – prüfen, repair – reparieren, whole – heil, safety copy – Sicherheitskopie, run – Lauf, outcome – Ergebnis,
 * history – Verlauf, drive – Laufwerk, mount – einhängen, repository – Repository (Mehrzahl Repositorys),
 * catalogue – Katalog, schedule – Zeitplan, keep – behalten, pinned – angeheftet, dump – Dump, hook – Befehl,
 * channel – Kanal, audit – Nachweis, undo – rückgängig machen. „Sie“ with a capital; an ellipsis after a space.
 */
const texts = {
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

/**
 * Every text of the window, in German: the same keys, forms and parameters as in English. Where one is not, this does
 * not compile, and the compiler names its key.
 */
export const de: [Differing<typeof texts, typeof en>] extends [never]
  ? typeof texts
  : Differing<typeof texts, typeof en> = texts;
