import fs from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { fsPath } from '../tools/fs-path.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { syncFolder } from './write-durably.ts';

interface Place {
  /** The plan's `snapshots`. */
  readonly snapshots: string;
  readonly now: number;
  /** What its name ends in, before the number that tells two of one second apart. */
  readonly suffix?: string;
}

/** Renames a filled folder to the first free name of this second, durably: that is the commit. Gives the name. */
export function commitFolder(folder: string, { snapshots, now, suffix = '' }: Place): string {
  makeFolder(snapshots);
  const second = `${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z${suffix}`;
  for (let number = 1; number < 1000; number += 1) {
    const name = number === 1 ? second : `${second}-${number}`;
    const place = path.join(snapshots, name);
    if (fs.existsSync(fsPath(place))) continue;
    fs.renameSync(fsPath(folder), fsPath(place));
    syncFolder(snapshots);
    return name;
  }
  throw new HoldfastError('internal', { reason: `no free name for a snapshot at ${second}` });
}
