import fs from 'node:fs';
import type { MeasuredSnapshot } from '#shared/domain/storage.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';

export type Measured = Omit<MeasuredSnapshot, 'snapshotId'>;

/**
 * What a snapshot's folder takes, by inode: a file all of whose names lie in it is its own, any other one it shares. Looks
 * at every file once (some seconds for a million), so for a thread of its own; never reads a file, and no other snapshot.
 * Throws if the folder can't be read.
 */
export function measureSnapshot(folder: string): Measured {
  const measured = { uniqueBytes: 0, uniqueFiles: 0, sharedBytes: 0, sharedFiles: 0 };
  /** Of files with several names: how many of them lie elsewhere, as far as is known. */
  const elsewhere = new Map<number, number>();
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const name of readNames(at)) {
      const place = `${at}/${name}`;
      const stats = fs.lstatSync(fsPath(place));
      if (stats.isDirectory()) folders.push(place);
      else if (stats.nlink > 1) count(stats, elsewhere, measured);
      else add(measured, 'unique', stats.size);
    }
  }
  return measured;
}

interface Counted {
  readonly ino: number;
  readonly nlink: number;
  readonly size: number;
}

/** The last of its names tells that all of them lie here. */
function count({ ino, nlink, size }: Counted, elsewhere: Map<number, number>, measured: Measured): void {
  const known = elsewhere.get(ino);
  const left = (known ?? nlink) - 1;
  if (known === undefined) add(measured, 'shared', size);
  elsewhere.set(ino, left);
  if (left > 0) return;
  add(measured, 'shared', size, -1);
  add(measured, 'unique', size);
}

function add(
  measured: { -readonly [Key in keyof Measured]: number },
  kind: 'unique' | 'shared',
  size: number,
  sign = 1,
): void {
  measured[`${kind}Bytes`] += sign * size;
  measured[`${kind}Files`] += sign;
}
