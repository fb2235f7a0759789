import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names that a reader may see: the same each time. */
export const user = join(tmpdir(), 'ada');
export const drive = join(tmpdir(), 'ada-drive', 'Holdfast');
export const home = join(user, '.holdfast');

const folders = [user, join(drive, '..')];

/** Throws where somebody has such folders. */
export function assertNobodyThere(): void {
  if (folders.some((folder) => existsSync(folder)))
    throw new Error(`In the way: ${folders.join(', ')}. Remove them first.`);
}

export function removePerson(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
