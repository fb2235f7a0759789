import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from './eventually.ts';
import { mountTmpfs, unmount } from './volumes.ts';

/** A drive of its own: an image with an ext4 file system, and a folder at which it is mounted. Takes root. */
export interface Drive {
  readonly place: string;
  plug(): void;
  /**
   * Pulls it while it is used: who has files open there keeps them, and its mount point is an empty folder of the system's
   * disk at once.
   */
  pull(): void;
  /** Mounts another drive at the same place, filled by `fill`, which is given the place; gives how to take it away again. */
  replace(fill: (place: string) => void): () => void;
  /** Resolves once nobody has anything open on it any more after a pull: only then may it be plugged in again. */
  released(): Promise<void>;
  close(): void;
}

export function createDrive(image: string, place: string, megabytes = 64): Drive {
  fs.closeSync(fs.openSync(image, 'w'));
  fs.truncateSync(image, megabytes << 20);
  execFileSync('mkfs.ext4', ['-q', '-m', '0', '-E', 'lazy_itable_init=1,nodiscard', image]);
  fs.mkdirSync(place, { recursive: true });
  const plug = () => void execFileSync('mount', ['-o', 'loop', image, place]);
  plug();
  fs.rmdirSync(path.join(place, 'lost+found'));
  return {
    ...{ place, plug },
    pull: () => void execFileSync('umount', ['-l', place]),
    replace: (fill) => {
      mountTmpfs(place, 'size=16m');
      fill(place);
      return () => unmount(place);
    },
    released: () => eventually(() => execFileSync('losetup', ['-j', image]).length === 0),
    close: () => {
      while (isMounted(place)) execFileSync('umount', ['-l', place]);
    },
  };
}

export const isMounted = (place: string): boolean =>
  fs
    .readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .some((line) => line.split(' ')[4] === place);
