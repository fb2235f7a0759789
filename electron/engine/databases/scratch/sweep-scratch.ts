import fs from 'node:fs';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import type { Logger } from '../../ports.ts';
import { dropTestDatabase } from '../proof/test-database.ts';
import { endServer } from './end-server.ts';
import { type KeptRecord, readScratchRecords, type ScratchRecord } from './scratch-records.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly logger: Logger;
}

/**
 * Removes what test restores that were killed have left: scratch servers, which may still run, with their folders, and
 * temporary databases on servers. What can't be removed is tried again the next time.
 */
export async function sweepScratch({ home, catalogue, logger }: Dependencies): Promise<void> {
  for (const { file, runId, record } of readScratchRecords(home)) {
    if ((await catalogue.read.runs.find(runId))?.outcome === null) continue;
    try {
      if (record) await remove(record, { home, catalogue });
      fs.rmSync(file, { force: true });
    } catch (error) {
      logger.error(`what the test restore ${runId} left could not be removed`, error);
    }
  }
}

async function remove(
  record: NonNullable<KeptRecord['record']>,
  { home, catalogue }: Omit<Dependencies, 'logger'>,
): Promise<void> {
  if (record.kind === 'server') return removeServer(record);
  const row = await catalogue.read.plans.find(record.planId);
  const source = row?.plan.databases.find(({ id }) => id === record.sourceId);
  // Without its plan nobody knows the server's password any more.
  if (source) await dropTestDatabase({ home, source, database: record.database });
}

async function removeServer({ folder, uid }: Extract<ScratchRecord, { kind: 'server' }>): Promise<void> {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return;
  // Killed between making it and giving it away it is still this user's.
  if (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid?.())) return;
  await endServer(folder, 'SIGQUIT');
  await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
