import { setImmediate } from 'node:timers/promises';
import { fileType } from '../catalogue/file-record.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import type { FoundDamage } from '../repository/manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { recordOf } from '../tools/record-of.ts';
import { toldSharers } from './damage-store.ts';
import { filesOf, findSameContent, type Place } from './same-content.ts';
import type { Damage } from './verify-snapshot.ts';

/** Damage of a snapshot with what else is a name of the very same copy. */
export interface SharedDamage extends FoundDamage {
  /** Names of the other snapshots, those of other plans as PLAN/NAME; the first hundred. */
  readonly sharedWith: readonly string[];
  /** Places in other snapshots; none for a copy whose places this run has been told of before. */
  readonly sharers: readonly Place[];
}

interface SharersRequest {
  readonly context: RunContext;
  readonly plan: PlanRow;
  readonly snapshot: SnapshotRow;
  readonly damage: readonly Damage[];
  /** Damaged copies that were looked for in this run already: with many snapshots, most of them come again and again. */
  readonly swept: Set<string>;
}

const breathMs = 20;

/**
 * Finds what else in the repository is a name of a damaged copy. The catalogue tells where the same content should be,
 * the disk which of those places are one inode: a copy that was made anew is another, and a moved file's is the same. The
 * time follows the damage. Throws when aborted.
 */
export async function findSharers({ context, plan, snapshot, damage, swept }: SharersRequest): Promise<SharedDamage[]> {
  const files = filesOf(plan, snapshot);
  const copies = damage.map((found) => ({ found, copy: copyOf(files, found) }));
  const isNew = (copy: Inode | null): boolean => copy !== null && !swept.has(keyOf(copy));
  const sums = copies.flatMap(({ found, copy }) => (isNew(copy) && found.sha256 ? [found.sha256] : []));
  const same = findSameContent(context, plan.repositoryKey, sums);
  const breathe = createBreath(context.signal);
  const shared: SharedDamage[] = [];
  for (const { found, copy } of copies) {
    const { path, reason, missing, sha256 } = found;
    const sharers: Place[] = [];
    for (const place of isNew(copy) && sha256 ? same.places(sha256) : []) {
      if (place.snapshot.id !== snapshot.id && isSame(recordOf(place.file), copy)) sharers.push(place);
      await breathe();
    }
    const told =
      copy && !isNew(copy) ? context.catalogue.damage.sharers(snapshot.id, copy.ino) : namesOf(plan, sharers);
    shared.push({ path, reason, missing, ino: copy?.ino ?? null, sharedWith: told, sharers });
  }
  for (const { copy } of copies) if (copy) swept.add(keyOf(copy));
  return shared;
}

/** Lets others have their turn now and then, and throws when aborted. */
function createBreath(signal: AbortSignal): () => Promise<void> {
  let breatheAt = performance.now() + breathMs;
  return async () => {
    if (performance.now() < breatheAt) return;
    await setImmediate();
    signal.throwIfAborted();
    breatheAt = performance.now() + breathMs;
  };
}

function namesOf(plan: PlanRow, places: readonly Place[]): readonly string[] {
  const names = places.map((place) =>
    place.plan.key === plan.key ? place.snapshot.name : `${place.plan.plan.name}/${place.snapshot.name}`,
  );
  return [...new Set(names)].slice(0, toldSharers);
}

interface Inode {
  readonly dev: number;
  readonly ino: number;
}

function copyOf(files: string, { path, missing, sha256 }: Damage): Inode | null {
  const record = missing || !sha256 ? null : recordOf(`${files}${path}`);
  return record?.type === fileType.file ? record : null;
}

const keyOf = ({ dev, ino }: Inode): string => `${dev}:${ino}`;

const isSame = (one: Inode | null, other: Inode | null): boolean =>
  one !== null && one.ino === other?.ino && one.dev === other.dev;
