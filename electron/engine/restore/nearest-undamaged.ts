import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import type { VersionRow } from '../catalogue/version-row.ts';
import { recordOf } from '../tools/record-of.ts';
import { readSum } from '../verification/repair/read-sum.ts';
import { filesOf } from '../verification/same-content.ts';
import type { PlannedItem } from './restore-list.ts';
import type { RestoreScope } from './restore-scope.ts';

/** A version of a path that another snapshot holds, and that was read and found right. */
export interface Nearest {
  readonly snapshot: SnapshotRow;
  /** Absolute source path. */
  readonly path: string;
  /** The snapshot's `files` folder. */
  readonly files: string;
  readonly version: VersionRow;
}

/**
 * Looks through the plan's other backups, those nearest to the restored snapshot first, for an undamaged version of a
 * file whose copy is damaged. Another name of a copy that was read already proves nothing. Null if there is none.
 */
export async function findNearest(scope: RestoreScope, item: PlannedItem): Promise<Nearest | null> {
  if (item.type !== fileType.file) return null;
  const { context, open, pool, list } = scope;
  const { files: own, sourceBase } = list.pair(item.base);
  const path = `${sourceBase}/${item.name}`;
  const read = new Set<string>();
  const damaged = recordOf(own + path);
  if (damaged) read.add(inodeOf(damaged));
  for (const snapshot of byDistance(scope)) {
    context.signal.throwIfAborted();
    const at = { rootEntry: snapshot.rootEntry ?? open.plan.rootEntry, sequence: snapshot.sequence };
    const version = context.catalogue.entries.locate(at, path)?.row;
    if (version?.type !== fileType.file || !version.sha256) continue;
    const files = filesOf(open.plan, snapshot);
    const copy = recordOf(files + path);
    if (copy?.type !== fileType.file || copy.size !== version.size || read.has(inodeOf(copy))) continue;
    read.add(inodeOf(copy));
    const { sha256 } = await readSum(pool, files + path);
    if (sha256 === version.sha256.toString('hex')) return { snapshot, path, files, version };
  }
  return null;
}

const inodeOf = ({ dev, ino }: FileRecord): string => `${dev}:${ino}`;

/** Of two that are equally far, the newer. */
function byDistance({ context, open: { plan, snapshot } }: RestoreScope): readonly SnapshotRow[] {
  const distance = ({ sequence }: SnapshotRow): number => Math.abs(sequence - snapshot.sequence);
  return context.catalogue.snapshots
    .list(plan.key)
    .filter(({ kind, hasFiles, id }) => kind === 'backup' && hasFiles && id !== snapshot.id)
    .sort((one, other) => distance(one) - distance(other) || other.sequence - one.sequence);
}
