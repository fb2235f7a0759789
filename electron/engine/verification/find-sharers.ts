import { setImmediate } from 'node:timers/promises';
import { fileType } from '../catalogue/file-record.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import type { FoundDamage } from '../repository/manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { recordOf } from '../tools/record-of.ts';
import { filesOf, findSameContent, type Place } from './same-content.ts';
import type { Damage } from './verify-snapshot.ts';

/** Damage of a snapshot with the places in other snapshots that are names of the very same copy. */
export interface SharedDamage extends FoundDamage {
  readonly sharers: readonly Place[];
}

interface SharersRequest {
  readonly context: RunContext;
  readonly plan: PlanRow;
  readonly snapshot: SnapshotRow;
  readonly damage: readonly Damage[];
}

const breathMs = 20;

/**
 * Finds what else in the repository is a name of a damaged copy. The catalogue tells where the same content should be,
 * the disk which of those places are one inode: a copy that was made anew is another, and a moved file's is the same. The
 * time follows the damage. Throws when aborted.
 */
export async function findSharers({ context, plan, snapshot, damage }: SharersRequest): Promise<SharedDamage[]> {
  const files = filesOf(plan, snapshot);
  const copies = damage.map((found) => ({ found, copy: copyOf(files, found) }));
  const sums = copies.flatMap(({ found, copy }) => (copy && found.sha256 ? [found.sha256] : []));
  const same = findSameContent(context, plan.repositoryKey, sums);
  const shared: SharedDamage[] = [];
  let breatheAt = performance.now() + breathMs;
  for (const { found, copy } of copies) {
    const { path, reason, missing, sha256 } = found;
    const sharers: Place[] = [];
    for (const place of copy && sha256 ? same.places(sha256) : []) {
      if (place.snapshot.id !== snapshot.id && isSame(recordOf(place.file), copy)) sharers.push(place);
      if (performance.now() < breatheAt) continue;
      await setImmediate();
      context.signal.throwIfAborted();
      breatheAt = performance.now() + breathMs;
    }
    shared.push({ path, reason, missing, ino: copy?.ino ?? null, sharers });
  }
  return shared;
}

interface Inode {
  readonly dev: number;
  readonly ino: number;
}

function copyOf(files: string, { path, missing, sha256 }: Damage): Inode | null {
  const record = missing || !sha256 ? null : recordOf(`${files}${path}`);
  return record?.type === fileType.file ? record : null;
}

const isSame = (one: Inode | null, other: Inode | null): boolean =>
  one !== null && one.ino === other?.ino && one.dev === other.dev;
