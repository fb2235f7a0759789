import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Names of folders that hold a copy which was opened, in the system's folder for temporary files. */
export const copiesPrefix = 'holdfast-open-';

const keptMs = 24 * 60 * 60 * 1000;

/** Removes this user's copies that are older than a day. Never rejects. */
export async function sweepCopies(now: number): Promise<void> {
  const names = await fs.readdir(os.tmpdir()).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(copiesPrefix))) {
    const folder = path.join(os.tmpdir(), name);
    const stats = await fs.lstat(folder).catch(() => undefined);
    const isOurs = stats?.isDirectory() === true && stats.uid === process.getuid?.();
    // Another process of ours may remove it just now; what can't be removed is tried again an hour later.
    if (isOurs && now - stats.mtimeMs > keptMs) await fs.rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
