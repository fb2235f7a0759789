import type { Volume } from '#shared/domain/repository.ts';
import { isWithin } from '../../app/format/show-path.ts';

/** The volume on which a path lies: the one with the longest mount point above it. */
export function volumeOf(path: string, volumes: readonly Volume[]): Volume | undefined {
  let nearest: Volume | undefined;
  for (const volume of volumes) {
    const longer = nearest === undefined || volume.mountPoint.length > nearest.mountPoint.length;
    if (longer && isWithin(path, volume.mountPoint)) nearest = volume;
  }
  return nearest;
}
