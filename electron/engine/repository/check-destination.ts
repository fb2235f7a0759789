import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import { fsPath } from '../tools/fs-path.ts';
import { destinationError, errorCodeOf } from './destination-error.ts';
import { repositoryPaths } from './layout.ts';
import { readMarker } from './read-marker.ts';
import { isSameVolume, volumeIdentity } from './volume-identity.ts';

/**
 * Makes sure that a repository is there, is itself, lies on the volume it was accepted on and can be written. Creates
 * nothing. Throws `destination-missing`, `-not-mounted` (a folder without marker: an empty mount point), `-wrong-volume`,
 * `-read-only` or `format-unknown`. Synchronous, and as slow as the volume: for worker threads.
 */
export function checkDestination(row: Pick<RepositoryRow, 'id' | 'path' | 'volume'>): void {
  const { path } = row;
  try {
    if (!isFolder(path)) throw new HoldfastError('destination-missing', { path });
    const marker = readMarker(path);
    if (!marker) throw new HoldfastError('destination-not-mounted', { path });
    if (marker.id !== row.id) throw wrongVolume(path, 'it holds another repository', 'repository');
    if (!isSameVolume(row.volume, volumeIdentity(path)))
      throw wrongVolume(path, 'its file system is another one', 'volume');
    checkWritable(path);
  } catch (error) {
    throw destinationError(error, path);
  }
}

function isFolder(path: string): boolean {
  return fs.statSync(fsPath(path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** `other`: what of it is another one. */
const wrongVolume = (path: string, reason: string, other: 'repository' | 'volume') =>
  new HoldfastError('destination-wrong-volume', { path, reason, other });

/** The system answers without a trial: by the permissions, and for a read-only file system even to root. */
function checkWritable(path: string): void {
  for (const folder of [path, repositoryPaths(path).plans]) {
    try {
      fs.accessSync(fsPath(folder), fs.constants.W_OK | fs.constants.X_OK);
    } catch (error) {
      if (folder === path || errorCodeOf(error) !== 'ENOENT') throw error;
    }
  }
}
