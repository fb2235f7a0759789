import fs from 'node:fs';
import path from 'node:path';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { freeSpace } from '../repository/free-space.ts';
import { fsPath } from '../tools/fs-path.ts';
import type { OpenRestore, RestoreOrder } from './open-restore.ts';
import type { Measure, RestoreTotals } from './restore-list.ts';

/** Bytes free where a restore writes; null where they can't be told. */
export interface Room {
  readonly freeBytes: number | null;
  readonly safetyFreeBytes: number | null;
}

interface Found extends Measure {
  readonly complete: boolean;
  readonly keep: number;
  readonly keptNewer: number;
  readonly leftOut: RestorePreview['leftOut'];
}

interface Previewed {
  readonly id: string;
  readonly snapshotId: string;
  readonly order: Pick<RestoreOrder, 'safety'> & { readonly undoOf?: string };
  readonly room: Room;
}

/** What a dry run found, or has found so far, as it is told. */
export function describePreview({ id, snapshotId, order, room }: Previewed, found: Found): RestorePreview {
  const { totals, complete, keep, keptNewer, leftOut, neededBytes, safetyBytes } = found;
  return {
    ...{ id, snapshotId, complete, totals, keep, keptNewer, leftOut, neededBytes, ...room },
    safetyBytes: order.safety ? safetyBytes : 0,
    consequence: consequenceOf(totals, order.undoOf === undefined ? restoreWords : undoWords),
    phrase: phraseFor(totals),
  };
}

/** It holds the numbers, so that nobody confirms something else than what they have read. */
function phraseFor({ 'overwrite-newer': newer, delete: deleted }: RestoreTotals): string | null {
  const parts = [
    ...(newer.entries > 0 ? [`overwrite ${newer.entries}`] : []),
    ...(deleted.entries > 0 ? [`delete ${deleted.entries}`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : null;
}

interface Words {
  readonly what: string;
  readonly newer: string;
  readonly replaced: string;
  readonly deleted: string;
}

const restoreWords: Words = {
  what: 'restore',
  newer: 'modified later than the snapshot’s',
  replaced: 'with what the snapshot holds',
  deleted: 'that the snapshot does not hold',
};
const undoWords: Words = {
  what: 'undo',
  newer: 'changed after the restore',
  replaced: 'with what was there before the restore',
  deleted: 'that the restore made',
};

function consequenceOf(totals: RestoreTotals, words: Words): string | null {
  const { 'overwrite-newer': newer, overwrite, delete: deleted } = totals;
  const parts = [
    ...(newer.entries > 0 ? [`overwrites ${count(newer.entries)} ${words.newer}`] : []),
    ...(overwrite.entries > 0 ? [`replaces ${count(overwrite.entries)} ${words.replaced}`] : []),
    ...(deleted.entries > 0 ? [`deletes ${count(deleted.entries)} ${words.deleted}`] : []),
  ];
  const last = parts.pop();
  if (last === undefined) return null;
  return `This ${words.what} ${parts.length > 0 ? `${parts.join(', ')} and ` : ''}${last}.`;
}

const count = (entries: number): string => (entries === 1 ? '1 entry' : `${entries} entries`);

/** Looks how much room there is at the target and in the repository. */
export const roomFor = (open: Pick<OpenRestore, 'roots' | 'paths' | 'plan'>): Room => ({
  freeBytes: freeBytesAt(open),
  safetyFreeBytes: freeAt([open.paths.folder]),
});

/** Least free space where something is received, in place where the plan's folders lie; null where it can't be told. */
export const freeBytesAt = ({ roots, plan }: Pick<OpenRestore, 'roots' | 'plan'>): number | null =>
  freeAt(roots.flatMap(({ target }) => (target === '' ? plan.plan.folders : [target])));

function freeAt(folders: Iterable<string>): number | null {
  try {
    const free = [...folders].map((folder) => freeSpace(nearestExisting(folder)).freeBytes);
    return free.length > 0 ? Math.min(...free) : null;
  } catch {
    return null;
  }
}

function nearestExisting(target: string): string {
  let at = target;
  while (!fs.existsSync(fsPath(at)) && at !== '/') at = path.posix.dirname(at);
  return at;
}
