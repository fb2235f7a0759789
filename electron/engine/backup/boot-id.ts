import fs from 'node:fs';
import os from 'node:os';

const linuxBootId = '/proc/sys/kernel/random/boot_id';

/** Tells one start of the machine from another: what was written before a restart may not have reached the disk. */
export function bootId(): string {
  if (fs.existsSync(linuxBootId)) return fs.readFileSync(linuxBootId, 'utf8').trim();
  return String(Math.round((Date.now() / 1000 - os.uptime()) / 10));
}
