import fs from 'node:fs';
import path from 'node:path';
import { isAncestor } from '../../catalogue/version-row.ts';
import { syncFolder } from '../../repository/write-durably.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { recordOf } from '../../tools/record-of.ts';
import { setTime, type Time } from '../../tools/set-time.ts';
import type { Place } from '../same-content.ts';
import type { RepairScope, Workshop } from './repair-scope.ts';

interface Placement {
  /** What takes the places; it is one inode under all their names afterwards. */
  readonly made: string;
  readonly places: readonly Pick<Place, 'snapshot' | 'path' | 'file'>[];
}

/**
 * Puts a replacement in place under every name, by a rename each: whenever this is cut off, a name is the old copy or the
 * new one. The folders around keep their modes and get their times back.
 */
export async function putInPlace(scope: RepairScope, workshop: Workshop, { made, places }: Placement): Promise<void> {
  const next = path.join(workshop.staging, 'next');
  const last = places.length - 1;
  for (const [index, place] of places.entries()) {
    const folder = path.dirname(place.file);
    const before = recordOf(folder);
    if (index < last) fs.linkSync(fsPath(made), fsPath(next));
    await inFolder(folder, () => fs.renameSync(fsPath(index < last ? next : made), fsPath(place.file)));
    syncFolder(folder);
    const time = recordedTime(scope, place) ?? before;
    if (time) await setTime(folder, time);
  }
}

/** What the folder's time was at the source; null for those above the plan's own, whose time is nobody's. */
function recordedTime(
  { context, plan }: RepairScope,
  { snapshot, path: below }: Pick<Place, 'snapshot' | 'path'>,
): Time | null {
  const moment = { rootEntry: snapshot.rootEntry ?? plan.rootEntry, sequence: snapshot.sequence };
  const row = context.catalogue.entries.locate(moment, path.dirname(below))?.row;
  return row && !isAncestor(row) && path.dirname(below) !== '/' ? row : null;
}

/** Copies of read-only folders are read-only: such a one is opened for the moment. */
export async function inFolder(folder: string, action: () => void): Promise<void> {
  try {
    action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const mode = recordOf(folder)?.mode;
    if (code !== 'EACCES' || mode === undefined || (mode & 0o300) === 0o300) throw error;
    fs.chmodSync(fsPath(folder), mode | 0o700);
    try {
      action();
    } finally {
      fs.chmodSync(fsPath(folder), mode);
    }
  }
}
