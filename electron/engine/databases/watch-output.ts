import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import { freeSpace } from '../repository/free-space.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';

interface OutputQuestion {
  /** What grows in it is looked at. */
  readonly folder: string;
  /** The disk's reserve. */
  readonly keepFreeBytes: number;
  /** Bytes that were added since the last time. */
  readonly onBytes: (added: number) => void;
  /** The reserve is touched (`destination-full`), or the disk does not answer as it should. */
  readonly onTrouble: (error: unknown) => void;
}

const everyMs = 500;

/** Watches what is written, by others, until the function it gives is called. */
export function watchOutput({ folder, keepFreeBytes, onBytes, onTrouble }: OutputQuestion): () => void {
  let known = 0;
  const look = (): void => {
    try {
      const bytes = bytesBelow(folder);
      if (bytes > known) onBytes(bytes - known);
      known = Math.max(known, bytes);
      const { freeBytes } = freeSpace(folder);
      if (freeBytes < keepFreeBytes) onTrouble(new HoldfastError('destination-full', { path: folder }));
    } catch (error) {
      onTrouble(error);
    }
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
  };
}

/** Bytes of all files in a folder. One that vanishes meanwhile has none. */
function bytesBelow(folder: string): number {
  let bytes = 0;
  for (const name of readNames(folder)) {
    const stats = fs.lstatSync(fsPath(`${folder}/${name}`), { throwIfNoEntry: false });
    bytes += stats?.isDirectory() ? bytesBelow(`${folder}/${name}`) : (stats?.size ?? 0);
  }
  return bytes;
}
