import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { endpointFile } from './home-files.ts';
import { makeFolders } from './tools/make-folder.ts';

/**
 * One engine for each home. The owner holds `engine.lock`, an SQLite file under BEGIN EXCLUSIVE: the kernel frees it
 * when the process ends, however it ends. (Never open that file otherwise: closing any descriptor of it would free the
 * process's lock.) An owner that can be reached says where in `endpoint.json`, which counts only while the lock is held.
 */

const endpointSchema = z.object({
  /** Of the loopback host. */
  port: z.number().int().min(1).max(65_535),
  token: z.string().min(1),
  pid: z.number().int().positive(),
  /** The contract's version. */
  contract: z.number().int(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

export interface Ownership {
  /** Makes the owner reachable. The file is readable by its user only. */
  publish(endpoint: Endpoint): void;
  /** Takes the endpoint away and frees the home. */
  release(): void;
}

/** Who owns a home: nobody, somebody who can't be reached (yet), or somebody at an endpoint. */
export type Owner =
  | { readonly state: 'none' }
  | { readonly state: 'silent' }
  | { readonly state: 'reachable'; readonly endpoint: Endpoint };

/** A moment's look by another process holds the lock too; this long an owner-to-be tries again. */
const patienceMs = 300;
const retryMs = 15;

/** Takes ownership of a home, made when it isn't there; undefined when somebody else has it. */
export async function acquireOwnership(home: string): Promise<Ownership | undefined> {
  makeFolders(home);
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lock = tryLock(home);
    if (lock !== undefined) return own(home, lock);
    if (Date.now() >= deadline) return undefined;
    await delay(retryMs);
  }
}

export function findOwner(home: string): Owner {
  if (!isHeld(home)) return { state: 'none' };
  const endpoint = readEndpoint(home);
  return endpoint === undefined ? { state: 'silent' } : { state: 'reachable', endpoint };
}

/** Locks this process holds: a database that nobody refers to would be closed, and the lock lost with it. */
const held = new Set<Database.Database>();

function own(home: string, lock: Database.Database): Ownership {
  held.add(lock);
  // Whoever published it is gone: nobody else could hold the lock.
  rmSync(endpointFile(home), { force: true });
  return {
    publish: (endpoint) => {
      const temporary = `${endpointFile(home)}.${process.pid}`;
      writeFileSync(temporary, JSON.stringify(endpoint), { mode: 0o600 });
      chmodSync(temporary, 0o600);
      renameSync(temporary, endpointFile(home));
    },
    release: () => {
      if (!lock.open) return;
      rmSync(endpointFile(home), { force: true });
      lock.close();
      held.delete(lock);
    },
  };
}

/** The open database that holds the lock; undefined when somebody else's lock is in the way. */
function tryLock(home: string): Database.Database | undefined {
  const database = new Database(lockFile(home), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

/** Whether the lock is held, found out without taking it. */
function isHeld(home: string): boolean {
  if (!existsSync(lockFile(home))) return false;
  const database = new Database(lockFile(home), { timeout: 0, readonly: true, fileMustExist: true });
  try {
    database.exec('SELECT name FROM sqlite_schema');
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    database.close();
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

const lockFile = (home: string): string => join(home, 'engine.lock');

function readEndpoint(home: string): Endpoint | undefined {
  try {
    return endpointSchema.safeParse(JSON.parse(readFileSync(endpointFile(home), 'utf8'))).data;
  } catch {
    // Not there yet, or being written by something that isn't Holdfast: nobody can be reached.
    return undefined;
  }
}
