import fs from 'node:fs';
import path from 'node:path';
import { bootId } from '../backup/mount-session.ts';
import { findMount, type Mount, readMounts } from '../repository/mount-table.ts';
import { type VolumeIdentity, volumeIdentity } from '../repository/volume-identity.ts';
import { fsPath } from '../tools/fs-path.ts';

/** What is mounted where a path lies, or would lie. */
export interface Place extends VolumeIdentity {
  /** Names this mounting: another one, of whatever volume, has another. */
  readonly session: string;
  readonly mountPoint: string;
  /** What is mounted: a device file for most volumes. */
  readonly source: string;
}

/** Synchronous, and as slow as the volume: for worker threads. Throws what the file system throws. */
export function lookAtPlace(place: string): Place {
  const there = fs.realpathSync(fsPath(nearestExisting(place)));
  const identity = volumeIdentity(there);
  const mount = findMount(readMounts(), there);
  if (mount) return { ...identity, session: sessionOf(mount), mountPoint: mount.mountPoint, source: mount.source };
  const mountPoint = /^\/Volumes\/[^/]+/.exec(there)?.[0] ?? '/';
  const session = [bootId(), mountPoint, fs.statSync(fsPath(there)).dev].join('/');
  return { ...identity, session, mountPoint, source: mountPoint };
}

/** The sessions of all that is mounted now. Empty where the system has no table of that. */
export const mountSessions = (): ReadonlySet<string> => new Set(readMounts().map(sessionOf));

const sessionOf = ({ id, device, mountPoint }: Mount): string => [bootId(), id, device, mountPoint].join('/');

function nearestExisting(place: string): string {
  if (place === '/' || fs.existsSync(fsPath(place))) return place;
  return nearestExisting(path.dirname(place));
}
