import type pg from 'pg';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import type { Logger } from '../../ports.ts';
import { createSecretStore } from '../../secrets/secret-store.ts';
import { besideDatabase } from './look-at-target.ts';
import { namesBeside } from './names-beside.ts';
import { dropDatabase } from './remove-beside.ts';
import {
  type DatabaseRestoreJournal,
  databaseJournalKeptMs,
  listDatabaseJournals,
  noteInDatabaseJournal,
  removeDatabaseJournal,
} from './restore-journal.ts';
import { isRunPassword } from './run-password.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly logger: Logger;
}

/**
 * Removes from servers what restores that were killed have left: databases that never took their place, and ones that were
 * replaced and are kept as a dump. What was replaced and is kept nowhere else stays. Journals go after 30 days.
 */
export async function sweepDatabaseRestores({ home, catalogue, logger }: Dependencies, now: number): Promise<void> {
  for (const journal of listDatabaseJournals(home)) {
    if ((await catalogue.read.runs.find(journal.runId))?.outcome === null) continue;
    if (!journal.swept) {
      await sweep(home, journal).catch((error: unknown) => {
        logger.error(`what the restore ${journal.runId} left on the server could not be removed`, error);
      });
    }
    if (now - Date.parse(journal.startedAt) > databaseJournalKeptMs) removeDatabaseJournal(home, journal.runId);
  }
  await removePasswords({ home, catalogue });
}

/** Those of runs that were killed before they had a journal. */
async function removePasswords({ home, catalogue }: Omit<Dependencies, 'logger'>): Promise<void> {
  const open = await catalogue.read.runs.open();
  if (open.some(({ kind }) => kind === 'restore-database')) return;
  const needed = new Set(
    listDatabaseJournals(home)
      .filter(({ swept }) => !swept)
      .map(({ passwordName }) => passwordName),
  );
  const secrets = createSecretStore(home);
  const left = secrets.names().filter((name) => isRunPassword(name) && !needed.has(name));
  if (left.length > 0) secrets.remove(...left);
}

async function sweep(home: string, journal: DatabaseRestoreJournal): Promise<void> {
  const { connection, target, passwordName, runId, made, kept, safetySnapshotId } = journal;
  const secrets = createSecretStore(home);
  const password = passwordName === null ? null : await secrets.get(passwordName);
  await besideDatabase(
    { connection, password, database: target, applicationName: 'holdfast sweep' },
    async (client) => {
      // An undo's `made` is what a restore had replaced: only what was made by this very run goes.
      if (made === namesBeside(target, runId).made) await dropDatabase(client, made);
      const isReplaced = await isThere(client, kept);
      if (isReplaced && safetySnapshotId !== null) await dropDatabase(client, kept);
      const stage = settled(journal, isReplaced);
      noteInDatabaseJournal(home, runId, { stage, swept: true });
    },
  );
  if (isRunPassword(passwordName)) secrets.remove(passwordName);
}

/** What the server tells about a restore that was cut off while names were exchanged. */
function settled(
  { stage, mode, safetySnapshotId }: DatabaseRestoreJournal,
  isReplaced: boolean,
): DatabaseRestoreJournal['stage'] {
  if (stage === 'within' || stage === 'done') return stage;
  if (isReplaced) return safetySnapshotId === null ? 'replaced' : 'done';
  return stage === 'swapping' && mode === 'create' ? 'done' : stage === 'replaced' ? 'done' : 'making';
}

async function isThere(client: pg.Client, database: string): Promise<boolean> {
  const { rows } = await client.query('SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1', [database]);
  return rows.length > 0;
}
