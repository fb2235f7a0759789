import fs from 'node:fs/promises';
import path from 'node:path';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import { fsPath } from '../tools/fs-path.ts';
import { type JournalHeader, journalFolder, journalKeptMs } from './journal.ts';
import { leftoverTest, type WrittenFolders } from './leftovers.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
}

/**
 * Removes what restores that were cut off have left half written beside its place, journals whose time is over, and lists
 * that never became one. What can't be removed is tried again the next time.
 */
export async function sweepRestores({ home, catalogue }: Dependencies, now: number): Promise<void> {
  for (const journal of await catalogue.read.journals.list(home)) {
    if (journal.state === 'working' && !journal.swept && !(await isGoingOn(catalogue, journal))) {
      await removeLeftovers({ home, catalogue }, journal);
    }
    const { endedAt, startedAt, runId } = journal;
    const isOver = now - Date.parse(endedAt ?? startedAt) > journalKeptMs;
    if (isOver && !(await isGoingOn(catalogue, journal))) await remove({ home, catalogue }, runId);
  }
}

/** Whether its run, or one that goes on with it, has not ended. */
export async function isGoingOn(catalogue: CatalogueClient, journal: JournalHeader): Promise<boolean> {
  for (const runId of [journal.runId, ...journal.continuedBy]) {
    const run = await catalogue.read.runs.find(runId);
    if (run?.outcome === null) return true;
  }
  return false;
}

async function remove({ home, catalogue }: Dependencies, runId: string): Promise<void> {
  await catalogue.write.journals.remove(home, runId);
  await fs.rm(path.join(journalFolder(home), `${runId}.folders`), { recursive: true, force: true });
}

/** Folders may lie on drives that are slow or gone: they are read without anybody waiting for it, and seen to later. */
async function removeLeftovers({ home, catalogue }: Dependencies, journal: JournalHeader): Promise<void> {
  const isLeftover = leftoverTest(journal);
  let allThere = true;
  for (let after: string | null = ''; after !== null; ) {
    const { folders, next }: WrittenFolders = await catalogue.read.journals.folders(home, journal.runId, after);
    for (const folder of folders) {
      const names = await fs.readdir(fsPath(folder)).catch(() => null);
      allThere &&= names !== null;
      for (const name of (names ?? []).filter(isLeftover)) {
        await fs.rm(fsPath(path.posix.join(folder, name)), { force: true });
      }
    }
    after = next;
  }
  if (allThere) await catalogue.write.journals.markSwept(home, journal.runId);
}
