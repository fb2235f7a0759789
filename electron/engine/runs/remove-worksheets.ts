import fs from 'node:fs/promises';
import path from 'node:path';
import { isGood, type Run } from '#shared/domain/run.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';

const keptMs = 30 * 24 * 3600 * 1000;

/**
 * Removes worksheets that killed runs have left in the home. Kept are those of runs that go on, and those of backups that
 * a next one may continue: broken off within 30 days, without a backup of the plan that succeeded since.
 */
export async function removeWorksheets(
  home: string,
  runs: CatalogueClient['read']['runs'],
  now: number,
): Promise<void> {
  const folder = path.join(home, 'runs');
  for (const name of await namesIn(folder)) {
    const [, id] = /^(.+)\.sqlite(?:-journal|-wal|-shm)?$/.exec(name) ?? [];
    if (id === undefined) continue;
    const file = path.join(folder, name);
    // Looked up after the file was seen: a run has its row before it has a worksheet.
    if (await isNeeded(runs, await runs.find(id), now - (await changedAt(file)))) continue;
    await fs.rm(file, { force: true });
  }
}

async function isNeeded(runs: CatalogueClient['read']['runs'], run: Run | undefined, age: number): Promise<boolean> {
  if (run && run.outcome === null) return true;
  if (age > keptMs) return false;
  // Without a row it can't be told whose it is: the catalogue may have been made anew.
  if (!run) return true;
  if (run.kind !== 'backup' || run.planId === null || isGood(run.outcome)) return false;
  const last = await runs.last(run.planId, 'backup');
  return last === undefined || last.id === run.id || !isGood(last.outcome);
}

async function namesIn(folder: string): Promise<string[]> {
  return fs.readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Removed meanwhile counts as changed now. */
const changedAt = async (file: string): Promise<number> => (await fs.stat(file).catch(() => null))?.mtimeMs ?? Infinity;
