import fs from 'node:fs';
import path from 'node:path';
import { fsPath } from '../tools/fs-path.ts';
import { destinationError } from './destination-error.ts';

export interface VolumeAbilities {
  readonly hardLinks: boolean;
  readonly caseSensitive: boolean;
}

/**
 * Tries out what the volume of a folder can do, with two small files in a temporary folder inside it. Throws a
 * destination error when it can't be written.
 */
export function probeVolume(folder: string): VolumeAbilities {
  const probe = path.join(folder, `.probe-${crypto.randomUUID()}`);
  try {
    fs.mkdirSync(fsPath(probe), { mode: 0o700 });
    try {
      const file = path.join(probe, 'case');
      fs.writeFileSync(fsPath(file), '');
      const upper = fs.statSync(fsPath(path.join(probe, 'CASE')), { throwIfNoEntry: false });
      return { hardLinks: canLink(file, path.join(probe, 'link')), caseSensitive: upper === undefined };
    } finally {
      fs.rmSync(fsPath(probe), { recursive: true, force: true });
    }
  } catch (error) {
    throw destinationError(error, folder);
  }
}

/** Some file systems accept the call and make a copy: one inode with two names is what counts. */
function canLink(file: string, link: string): boolean {
  try {
    fs.linkSync(fsPath(file), fsPath(link));
    return fs.lstatSync(fsPath(file)).nlink === 2;
  } catch {
    return false;
  }
}
