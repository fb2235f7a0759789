import { HoldfastError } from '#shared/errors.ts';
import { snapshotPaths } from '../repository/layout.ts';
import { sumOfFile } from '../repository/read-lists.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { readGzipLines } from '../tools/read-gzip-lines.ts';

/**
 * What the restore that made a safety snapshot was about to make where nothing was: absolute paths, folders before what
 * they hold, block by block. `folder` is the snapshot's. Throws `damaged` if the list is not what its manifest says.
 */
export async function* readCreated(folder: string): AsyncGenerator<readonly string[]> {
  const { manifest: file, created } = snapshotPaths(folder);
  const manifest = readManifest(file);
  if (manifest?.created === undefined || (await sumOfFile(created)) !== manifest.created) {
    throw new HoldfastError('damaged', { count: 1 });
  }
  // Of nothing there is not even the beginning of a gzip file.
  if (manifest.restore?.created === 0) return;
  for await (const lines of readGzipLines(created)) {
    yield lines.filter((line) => line !== '').map((line): string => JSON.parse(line));
  }
}
