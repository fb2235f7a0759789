import fs from 'node:fs';
import os from 'node:os';
import { findMount, readMounts } from '../repository/mount-table.ts';
import { fsPath } from '../tools/fs-path.ts';

const linuxBootId = '/proc/sys/kernel/random/boot_id';

/**
 * Names the time between two mounts of a repository's volume, within one start of the machine. What was written in an
 * earlier one may not have reached the disk, whatever its size and times say.
 */
export function mountSession(repository: string): string {
  const mount = findMount(readMounts(), repository);
  return [bootId(), mount?.id ?? '', fs.statSync(fsPath(repository)).dev].join('/');
}

/** Of this start of the machine. */
export function bootId(): string {
  if (fs.existsSync(linuxBootId)) return fs.readFileSync(linuxBootId, 'utf8').trim();
  return String(Math.round((Date.now() / 1000 - os.uptime()) / 10));
}
