import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import type { Logger } from '../../ports.ts';
import { dropTestDatabase } from '../proof/test-database.ts';
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
  await endServer(folder);
  await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

const patienceMs = 5000;

/** Where the kernel does not end programs with who started them, the server still runs. */
async function endServer(folder: string): Promise<void> {
  const pid = pidIn(path.join(folder, 'data', 'postmaster.pid'));
  if (pid === null || !(await isServerOf(pid, folder))) return;
  process.kill(pid, 'SIGQUIT');
  for (const until = Date.now() + patienceMs; Date.now() < until; await delay(50)) {
    if (!(await isServerOf(pid, folder))) return;
  }
  process.kill(pid, 'SIGKILL');
}

function pidIn(file: string): number | null {
  try {
    const [line = ''] = fs.readFileSync(file, 'utf8').split('\n');
    return /^\d+$/.test(line) ? Number(line) : null;
  } catch {
    return null;
  }
}

/** By its command line, in which its folder stands: the number may be another process's by now. */
async function isServerOf(pid: number, folder: string): Promise<boolean> {
  try {
    return (await commandLine(pid)).includes(folder);
  } catch {
    return false;
  }
}

async function commandLine(pid: number): Promise<string> {
  if (fs.existsSync('/proc/self/cmdline')) return fs.promises.readFile(`/proc/${pid}/cmdline`, 'utf8');
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
  return stdout;
}
