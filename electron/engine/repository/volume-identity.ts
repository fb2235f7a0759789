import fs from 'node:fs';
import path from 'node:path';
import { fsPath } from '../tools/fs-path.ts';
import { findMount, type Mount, readMounts } from './mount-table.ts';

/** What tells a volume from another one at the same place. */
export interface VolumeIdentity {
  /** UUID of the file system where the system tells it, else null. */
  readonly uuid: string | null;
  readonly fileSystem: string;
}

/** The volume that an existing path lies on. Throws what the file system throws. */
export function volumeIdentity(folder: string): VolumeIdentity {
  const mount = findMount(readMounts(), fs.realpathSync(fsPath(folder)));
  if (!mount) return { uuid: null, fileSystem: `type ${fs.statfsSync(fsPath(folder)).type.toString(16)}` };
  return { uuid: uuidOf(mount), fileSystem: mount.fileSystem };
}

/** Whether two identities may be of one volume; what one of them does not know can't tell them apart. */
export function isSameVolume(one: VolumeIdentity, other: VolumeIdentity): boolean {
  if (one.uuid !== null && other.uuid !== null) return one.uuid === other.uuid;
  return one.fileSystem === other.fileSystem;
}

/** Links named by UUID that udev keeps, each to its device file. */
const linkFolder = '/dev/disk/by-uuid';

function uuidOf(mount: Mount): string | null {
  for (const uuid of listLinks()) {
    const link = path.join(linkFolder, uuid);
    try {
      if (deviceNumber(link) === mount.device || fs.realpathSync(link) === realDevice(mount.source)) return uuid;
    } catch {
      // The device went away between listing and looking.
    }
  }
  return null;
}

function listLinks(): string[] {
  try {
    return fs.readdirSync(linkFolder);
  } catch {
    return [];
  }
}

/** `major:minor` as the kernel's `dev_t` holds them. */
function deviceNumber(file: string): string {
  const { rdev } = fs.statSync(file);
  const minor = (rdev & 0xff) + Math.floor(rdev / 0x100000) * 0x100;
  return `${(rdev >>> 8) & 0xfff}:${minor}`;
}

/** File systems with devices of their own numbers (btrfs) are found by what was mounted. */
function realDevice(source: string): string | null {
  try {
    return source.startsWith('/dev/') ? fs.realpathSync(source) : null;
  } catch {
    return null;
  }
}
