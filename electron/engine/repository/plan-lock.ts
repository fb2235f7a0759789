import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { HoldfastError } from '#shared/errors.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { destinationError, errorCodeOf } from './destination-error.ts';
import type { PlanPaths } from './layout.ts';
import { type Holder, isAlive, isSameHolder, readHolder, thisProcess, writeHolder } from './plan-holder.ts';

export interface PlanLock {
  /**
   * Throws unless this lock still holds its plan: `locked` when another took over (another machine, where the file
   * system's locks are not sound), `destination-missing` when the volume went away. To be called before a commit.
   */
  assertHeld(): void;
  /** Frees the plan. May be called again. */
  release(): void;
}

const busyTimeoutMs = 300;
const heartbeatMs = 30_000;

/**
 * Takes a plan for one run; synchronous, waits 300 ms at most. Throws `locked` with who holds it and since when, or a
 * destination error. The repository must be there (see checkDestination); the plan's own folder is made if needed.
 *
 * The lock is an SQLite file under BEGIN EXCLUSIVE: the kernel frees it however the process ends. Never open that file
 * otherwise: closing any descriptor of it would free the process's lock. Beside it a file names the holder, for people
 * and for machines on file systems without sound locks.
 */
export function acquirePlanLock(
  paths: PlanPaths,
  { planName, runId }: { readonly planName: string; readonly runId: string },
): PlanLock {
  const repository = path.dirname(path.dirname(paths.folder));
  try {
    makeFolder(path.dirname(paths.folder));
    makeFolder(paths.folder);
    const database = lockFile(paths, planName);
    try {
      const found = readHolder(paths.holder);
      if (found && isAlive(found)) throw lockedBy(planName, found);
      return hold(paths, database, { ...thisProcess(), planName, runId, since: now(), heartbeat: now() });
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw destinationError(error, repository);
  }
}

function lockFile(paths: PlanPaths, planName: string): Database.Database {
  const database = openLock(paths.lock);
  try {
    // No journal on disk: the lock must be had on a full volume too, and nothing is ever written through it.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (errorCodeOf(error) === 'SQLITE_BUSY') throw lockedBy(planName, readHolder(paths.holder));
    throw error;
  }
}

function openLock(file: string): Database.Database {
  try {
    return new Database(file, { timeout: busyTimeoutMs });
  } catch (error) {
    // SQLite does not say why it can't open a file; the file system does.
    fs.accessSync(path.dirname(file), fs.constants.W_OK | fs.constants.X_OK);
    throw error;
  }
}

function hold(paths: PlanPaths, database: Database.Database, holder: Holder): PlanLock {
  const identity = fs.statSync(paths.lock);
  announce(paths.holder, holder);
  const heartbeat = setInterval(() => {
    try {
      announce(paths.holder, { ...holder, heartbeat: now() });
    } catch {
      // The volume is gone or refuses: assertHeld finds out, and so does the next thing that is written.
    }
  }, heartbeatMs);
  heartbeat.unref();
  return {
    assertHeld: () => {
      const present = fs.statSync(paths.lock, { throwIfNoEntry: false });
      const repository = path.dirname(path.dirname(paths.folder));
      const missing = new HoldfastError('destination-missing', { path: repository });
      if (!present || !database.open) throw missing;
      const found = readHolder(paths.holder);
      if (found && !isSameHolder(found, holder)) throw lockedBy(holder.planName, found);
      // Another file, and nobody who says that it is theirs: another drive came to its place.
      if (present.ino !== identity.ino || present.dev !== identity.dev) throw missing;
    },
    release: () => {
      clearInterval(heartbeat);
      if (!database.open) return;
      const found = readHolder(paths.holder);
      if (found && isSameHolder(found, holder)) removeHolder(paths.holder);
      database.close();
    },
  };
}

function removeHolder(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // The volume is gone or read-only by now. A holder file without its lock is nobody's.
  }
}

/** A full volume is no reason to refuse the lock: deleting needs it too. The kernel's lock holds without the file. */
function announce(file: string, holder: Holder): void {
  try {
    writeHolder(file, holder);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
  }
}

function lockedBy(plan: string, holder: Holder | undefined): HoldfastError {
  if (!holder) return new HoldfastError('locked', { plan, holder: 'a run', since: 'a moment ago' });
  return new HoldfastError('locked', {
    plan,
    holder: `process ${holder.pid} on ${holder.host}`,
    since: holder.since,
    runId: holder.runId,
  });
}

const now = (): string => new Date().toISOString();
