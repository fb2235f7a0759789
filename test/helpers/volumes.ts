import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Mounting takes root: tests on volumes of their own run only then (in the public CI always). */
export const canMount = process.getuid?.() === 0 && process.platform === 'linux';

export function mountTmpfs(mountPoint: string, options = 'size=1m'): void {
  fs.mkdirSync(mountPoint, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'holdfast', mountPoint]);
}

/** A new ext4 file system in an image file, mounted. */
export function mountExt4(image: string, mountPoint: string, bytes = 8 << 20): void {
  fs.mkdirSync(mountPoint, { recursive: true });
  fs.closeSync(fs.openSync(image, 'w'));
  fs.truncateSync(image, bytes);
  execFileSync('mkfs.ext4', ['-q', image]);
  mountImage(image, mountPoint);
}

/** One that was made before. */
export const mountImage = (image: string, mountPoint: string): void =>
  void execFileSync('mount', ['-o', 'loop', image, mountPoint]);

export const remountReadOnly = (mountPoint: string): void =>
  void execFileSync('mount', ['-o', 'remount,ro', mountPoint]);

export const unmount = (mountPoint: string): void => void execFileSync('umount', [mountPoint]);
