import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { freeSpace } from '../../repository/free-space.ts';
import type { ServerUser } from './server-user.ts';

export interface PlaceRequest {
  readonly neededBytes: number;
  /** What needs it, for the words of a failure. */
  readonly database: string;
  readonly user: ServerUser | undefined;
}

/** Longest path of a socket that all systems take, and what comes after the folder in it. */
const longestSocket = 103;
const socketName = '/holdfast-0123456789ab/.s.PGSQL.5432';

/**
 * The folder in which a scratch server's own is made: where TMPDIR says so, else /var/tmp, which lies on a disk where /tmp may
 * be memory. Throws `scratch-full` where it does not fit.
 */
export function choosePlace({ neededBytes, database, user }: PlaceRequest): string {
  const given = process.env.TMPDIR ? [os.tmpdir()] : [];
  const places = [...new Set([...given, '/var/tmp', os.tmpdir()])].filter((place) => isUsable(place, user));
  const spaces = places.map((place) => ({ place, free: freeSpace(place).freeBytes }));
  const chosen = spaces.find(({ free }) => free >= neededBytes);
  if (chosen) return chosen.place;
  const [largest] = spaces.sort((one, other) => other.free - one.free);
  const reason = 'no folder for temporary files can be used; set TMPDIR to one that every user may pass through';
  if (!largest) throw new HoldfastError('scratch-failed', { reason });
  throw scratchFull(database, { folder: largest.place, free: largest.free, neededBytes });
}

export const scratchFull = (
  database: string,
  { folder, free, neededBytes }: { readonly folder: string; readonly free: number; readonly neededBytes: number },
): HoldfastError =>
  new HoldfastError('scratch-full', { database, folder, needed: formatBytes(neededBytes), free: formatBytes(free) });

/** Whether a server's user gets to the folder. */
export const mayReach = (folder: string, user: ServerUser): boolean =>
  foldersTo(folder).every((above) => mayPass(above, user));

/** The server's user has to get there, and the socket's path must not be too long. */
function isUsable(place: string, user: ServerUser | undefined): boolean {
  if (Buffer.byteLength(place) + socketName.length > longestSocket) return false;
  try {
    fs.accessSync(place, fs.constants.W_OK | fs.constants.X_OK);
    return user === undefined || mayReach(place, user);
  } catch {
    return false;
  }
}

function foldersTo(place: string): string[] {
  const above = path.dirname(place);
  return above === place ? [place] : [...foldersTo(above), place];
}

function mayPass(folder: string, { uid, gid }: ServerUser): boolean {
  const { mode, uid: owner, gid: group } = fs.statSync(folder);
  if (owner === uid) return (mode & 0o100) !== 0;
  return (mode & (group === gid ? 0o010 : 0o001)) !== 0;
}
