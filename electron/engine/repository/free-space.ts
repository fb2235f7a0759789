import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';

export interface Space {
  /** Bytes that this user may still write. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Space of the volume that an existing path lies on. Throws what statfs throws. */
export function freeSpace(path: string): Space {
  const { bsize, frsize, bavail, blocks } = fs.statfsSync(fsPath(path), { bigint: true });
  // Counted in fragments; FUSE file systems tell another, larger block size. Not every Node 24 has frsize.
  const unit = frsize || bsize;
  return { freeBytes: Number(bavail * unit), totalBytes: Number(blocks * unit) };
}
