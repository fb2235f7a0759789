import fs from 'node:fs';
import path from 'node:path';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { freeSpace } from '../repository/free-space.ts';
import type { OpenRestore } from './open-restore.ts';
import type { RestoreTotals } from './restore-list.ts';

/** What a dry run found, as it is told. */
export function describePreview(
  id: string,
  open: OpenRestore,
  { totals, keep }: { readonly totals: RestoreTotals; readonly keep: number },
): RestorePreview {
  const { create, overwrite, delete: deleted, newer } = totals;
  return {
    ...{ id, snapshotId: open.snapshot.id, create, overwrite, delete: deleted, keep, newer },
    freeBytes: freeBytesAt(open),
    phrase: phraseFor(totals),
  };
}

/** It holds the numbers, so that nobody confirms something else than what they have read. */
function phraseFor({ newer, delete: deleted }: RestoreTotals): string | null {
  const parts = [
    ...(newer > 0 ? [`overwrite ${newer}`] : []),
    ...(deleted.entries > 0 ? [`delete ${deleted.entries}`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : null;
}

/** Least free space where something is received; null where it can't be told. */
export function freeBytesAt({ roots }: Pick<OpenRestore, 'roots'>): number | null {
  try {
    return Math.min(...roots.map(({ target }) => freeSpace(nearestExisting(target || '/')).freeBytes));
  } catch {
    return null;
  }
}

function nearestExisting(target: string): string {
  let at = target;
  while (!fs.existsSync(at) && at !== '/') at = path.dirname(at);
  return at;
}
