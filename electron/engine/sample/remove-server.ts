import fs from 'node:fs';
import path from 'node:path';
import { removeTree } from '../tools/remove-tree.ts';
import { ownsServerFolder, type SampleMarker, type SamplePlace } from './sample-place.ts';
import { endSampleServer } from './sample-server.ts';

/** Ends the sample's server and removes its folder, if it is the sample's: it may lie anywhere. */
export async function removeServer(place: SamplePlace, { id, server }: SampleMarker): Promise<void> {
  if (!server) return;
  const isInside = server.folder === place.server;
  if (!isInside && !ownsServerFolder(server.folder, id)) {
    // Cut off between making it and noting whose it is.
    if (path.basename(server.folder) === `holdfast-sample-${id.slice(0, 8)}`)
      await fs.promises.rmdir(server.folder).catch(() => undefined);
    return;
  }
  await endSampleServer(server.folder);
  await removeFolder(server.folder);
}

/** Links are not followed; what is no folder goes as it is. */
export async function removeFolder(folder: string): Promise<void> {
  try {
    await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    removeTree(folder);
  }
}
