import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { idSchema, instantSchema } from '#shared/domain/primitives.ts';
import { writeDurably } from '../../repository/write-durably.ts';
import { makeFolder } from '../../tools/make-folder.ts';
import { restoredDatabaseSchema } from './restored-database.ts';

/**
 * `making`: nothing was touched but databases of the restore's own. `swapping`: the name means the old or the new one; only
 * the server knows. `replaced`: the old one is on the server under the name `kept`. `within`: chosen things are restored in
 * one transaction, and all is in the safety snapshot. `done`: what was replaced is in the safety snapshot, or was not to be.
 */
const restoreStages = ['making', 'swapping', 'replaced', 'within', 'done'] as const;

const journalSchema = restoredDatabaseSchema.extend({
  format: z.literal(1),
  runId: idSchema,
  planId: idSchema,
  /** Of the dump that was restored. */
  snapshotId: idSchema,
  startedAt: instantSchema,
  stage: z.enum(restoreStages),
  /** Names of the databases beside; see `namesBeside`. */
  made: z.string(),
  kept: z.string(),
  /** Under which the password lies in the secret store; null: there is none. */
  passwordName: z.string().nullable(),
  /** Nothing of it is left on the server that nobody needs. */
  swept: z.boolean(),
  safetySnapshotId: idSchema.nullable(),
  undoOf: idSchema.nullable(),
  undoneBy: idSchema.nullable(),
});
export type DatabaseRestoreJournal = z.infer<typeof journalSchema>;

/** As long as the safety snapshot. */
export const databaseJournalKeptMs = 30 * 24 * 60 * 60 * 1000;

const folderOf = (home: string): string => path.join(home, 'database-restores');
const fileOf = (home: string, runId: string): string => path.join(folderOf(home), `${runId}.json`);

/** Durably: what comes after it relies on it. */
export function writeDatabaseJournal(home: string, journal: DatabaseRestoreJournal): void {
  makeFolder(folderOf(home));
  writeDurably(fileOf(home, journal.runId), `${JSON.stringify(journal, null, 2)}\n`);
}

/** Null where there is none that can be read. */
export function readDatabaseJournal(home: string, runId: string): DatabaseRestoreJournal | null {
  if (!/^[0-9a-f-]{36}$/.test(runId)) return null;
  try {
    return journalSchema.parse(JSON.parse(fs.readFileSync(fileOf(home, runId), 'utf8')));
  } catch {
    return null;
  }
}

export function listDatabaseJournals(home: string): readonly DatabaseRestoreJournal[] {
  if (!fs.existsSync(folderOf(home))) return [];
  return fs.readdirSync(folderOf(home)).flatMap((name) => readDatabaseJournal(home, name.replace(/\.json$/, '')) ?? []);
}

/** Notes something; a journal that is gone needs no note. */
export function noteInDatabaseJournal(home: string, runId: string, changes: Partial<DatabaseRestoreJournal>): void {
  const journal = readDatabaseJournal(home, runId);
  if (journal) writeDatabaseJournal(home, { ...journal, ...changes });
}

export function removeDatabaseJournal(home: string, runId: string): void {
  fs.rmSync(fileOf(home, runId), { force: true });
}
