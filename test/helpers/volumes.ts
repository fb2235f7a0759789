import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Mounting takes root: tests on volumes of their own run only then (in the public CI always). */
export const canMount = process.getuid?.() === 0 && process.platform === 'linux';

export function mountTmpfs(mountPoint: string, options = 'size=1m'): void {
  fs.mkdirSync(mountPoint, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'holdfast', mountPoint]);
}

/** A new ext4 file system in an image file, mounted. */
export function mountExt4(image: string, mountPoint: string): void {
  fs.mkdirSync(mountPoint, { recursive: true });
  fs.closeSync(fs.openSync(image, 'w'));
  fs.truncateSync(image, 8 << 20);
  execFileSync('mkfs.ext4', ['-q', image]);
  execFileSync('mount', ['-o', 'loop', image, mountPoint]);
}

/** The kernel refuses while a file of it is open for writing, so this tries until that is over, for ten seconds. */
export function remountReadOnly(mountPoint: string): void {
  const until = Date.now() + 10_000;
  for (;;) {
    const { status, stderr } = spawnSync('mount', ['-o', 'remount,ro', mountPoint], { encoding: 'utf8' });
    if (status === 0) return;
    if (Date.now() > until) throw new Error(stderr);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
  }
}

export const unmount = (mountPoint: string): void => void execFileSync('umount', [mountPoint]);
