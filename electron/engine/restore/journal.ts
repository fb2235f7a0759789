import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { destinationError } from '../repository/destination-error.ts';
import { syncFolder } from '../repository/write-durably.ts';
import { makeFolder } from '../tools/make-folder.ts';
import type { RestoreOrder } from './open-restore.ts';
import { openRestoreList, type RestoreList, removeRestoreList } from './restore-list.ts';

/** `working`: files may have been touched, and the work has not come to its end. `partial`: some things were left out. */
export type JournalState = 'working' | 'done' | 'partial';

/** What a journal tells of its restore, beside the list of all that it does. */
export interface JournalHeader {
  readonly runId: string;
  readonly planId: string;
  readonly order: RestoreOrder;
  /** When it began, ISO 8601. */
  readonly startedAt: string;
  /** What the restore changed is kept there; null if nothing was there to be kept, or it was not to be. */
  readonly safetySnapshotId: string | null;
  /** It overwrites, deletes or gives other attributes, and there is no safety snapshot of that. */
  readonly unsaved: boolean;
  /** Ids of other snapshots that it takes from what is damaged in the restored one. */
  readonly borrowedFrom: readonly string[];
  /** The restore that this one takes back. */
  readonly undoOf: string | null;
  readonly state: JournalState;
  /** When it came to its end, ISO 8601. */
  readonly endedAt: string | null;
  /** The run that has taken it back. */
  readonly undoneBy: string | null;
  /** Runs that went on with it after it was cut off. */
  readonly continuedBy: readonly string[];
  /** What was half written when it was cut off has been removed. */
  readonly swept: boolean;
}

/** As long as the safety snapshot. */
export const journalKeptMs = 30 * 24 * 60 * 60 * 1000;

export const journalFolder = (home: string): string => path.join(home, 'restores');
export const journalFile = (home: string, runId: string): string => path.join(journalFolder(home), `${runId}.sqlite`);

/** Folders whose times are kept, as they were; see `keep-times.ts`. */
export const keptFolders = (home: string, runId: string): string => path.join(journalFolder(home), `${runId}.folders`);

/**
 * Makes a finished list the journal of its restore: durably, before anything is touched. From then on whatever is noted in
 * the list outlives the process. Throws a destination error about the home.
 */
export function beginJournal(home: string, list: RestoreList, header: JournalHeader): RestoreList {
  const from = list.db.name;
  const file = journalFile(home, header.runId);
  try {
    makeFolder(journalFolder(home));
    list.db.exec(
      'CREATE TABLE journal (header TEXT NOT NULL); CREATE TABLE kept_folder (path TEXT PRIMARY KEY, meant INTEGER NOT NULL)',
    );
    list.db.prepare('INSERT INTO journal VALUES (?)').run(JSON.stringify(header));
    list.close();
    syncFile(from);
    fs.renameSync(from, file);
    syncFolder(journalFolder(home));
    return openJournal(home, header.runId);
  } catch (error) {
    throw destinationError(error, home);
  }
}

/** Opens a restore's journal to be written. Throws if there is none. */
export const openJournal = (home: string, runId: string): RestoreList => openRestoreList(journalFile(home, runId));

/** Undefined where there is no journal, or none that can be read. */
export function readJournal(home: string, runId: string): JournalHeader | undefined {
  if (!/^[0-9a-f-]{36}$/.test(runId) || !fs.existsSync(journalFile(home, runId))) return undefined;
  const db = new Database(journalFile(home, runId), { fileMustExist: true });
  try {
    return headerIn(db);
  } catch {
    return undefined;
  } finally {
    db.close();
  }
}

/** The journal that a run belongs to: its own, or that of the restore it went on with. */
export function findJournal(home: string, runId: string): JournalHeader | undefined {
  return readJournal(home, runId) ?? listJournals(home).find(({ continuedBy }) => continuedBy.includes(runId));
}

export function listJournals(home: string): JournalHeader[] {
  if (!fs.existsSync(journalFolder(home))) return [];
  return fs.readdirSync(journalFolder(home)).flatMap((name) => {
    const [, runId] = /^(.+)\.sqlite$/.exec(name) ?? [];
    return (runId !== undefined && readJournal(home, runId)) || [];
  });
}

const headerIn = (db: Connection): JournalHeader | undefined => {
  const text = db.prepare<[], string>('SELECT header FROM journal').pluck().get();
  return text === undefined ? undefined : JSON.parse(text);
};

/** Notes something in a journal's header. A journal that is gone needs no note. */
export function noteInJournal(
  home: string,
  runId: string,
  change: (header: JournalHeader) => Partial<JournalHeader>,
): void {
  if (!readJournal(home, runId)) return;
  const { db, close } = openJournal(home, runId);
  try {
    db.transaction(() => {
      const header = headerIn(db);
      if (header) db.prepare('UPDATE journal SET header = ?').run(JSON.stringify({ ...header, ...change(header) }));
    }).immediate();
  } finally {
    close();
  }
}

/** Removes a journal with all that belongs to it; see `keptFolders`. */
export function removeJournal(home: string, runId: string): void {
  removeRestoreList(journalFile(home, runId));
}

function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
