import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { HoldfastError } from '#shared/errors.ts';

export interface Hold {
  release(): void;
}

/**
 * Keeps a snapshot from being deleted while it is read: any number of readers may hold it, a deletion claims it alone.
 * An SQLite file in the home under a shared or exclusive lock, which the kernel frees however the process ends; in the
 * home and not in the repository, so that a repository that can only be read can be restored from. Throws `locked`.
 */
export const holdSnapshot = (home: string, snapshotId: string): Hold => lock(home, snapshotId, 'shared');

export const claimSnapshot = (home: string, snapshotId: string): Hold => lock(home, snapshotId, 'exclusive');

function lock(home: string, snapshotId: string, kind: 'shared' | 'exclusive'): Hold {
  const folder = path.join(home, 'holds');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${snapshotId}.lock`);
  const db = new Database(file, { timeout: 300 });
  try {
    if (kind === 'exclusive') db.exec('BEGIN EXCLUSIVE');
    else db.exec('BEGIN; SELECT name FROM sqlite_schema');
  } catch (error) {
    db.close();
    const { code } = error as { code?: string };
    if (code !== 'SQLITE_BUSY') throw error;
    const holder = kind === 'shared' ? 'it is being deleted' : 'it is being restored or verified';
    throw new HoldfastError('locked', { plan: `snapshot ${snapshotId}`, holder, since: 'a moment ago' });
  }
  return { release: () => void db.close() };
}
