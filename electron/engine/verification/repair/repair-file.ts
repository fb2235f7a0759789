import path from 'node:path';
import { recordOrNull } from '../../backup/hash-files.ts';
import { type FileRecord, fileType } from '../../catalogue/file-record.ts';
import type { Place } from '../same-content.ts';
import { attempt } from './attempt.ts';
import { findGoodCopy, hopelessness } from './good-copy.ts';
import { forgetAside, keepAside } from './keep-aside.ts';
import { makeReplacement } from './make-replacement.ts';
import { inFolder, putInPlace } from './put-in-place.ts';
import { readSum } from './read-sum.ts';
import {
  fromOf,
  type GoodCopy,
  type Lost,
  leftItem,
  type Repaired,
  type RepairScope,
  repairedItem,
  soundItem,
  Unrepairable,
} from './repair-scope.ts';

/** Repairs a file under all names of its damaged copy; one that is missing, under its own. */
export async function repairFile(scope: RepairScope, lost: Lost): Promise<Repaired> {
  const { sha256 } = lost.version;
  const now = recordOrNull(lost.file);
  const places = namesOfCopy(scope, lost, now);
  if (!sha256) return leftItem(places, 'what it should hold was never recorded', 'back-up');
  const found = now?.type === fileType.file ? await readSum(scope.pool, lost.file) : { sha256: null, problem: null };
  if (found.sha256 === sha256.toString('hex')) return soundItem(places);
  const good = await findGoodCopy(scope, lost, places);
  if (!good) {
    const { reason, next } = hopelessness(scope, lost);
    return leftItem(places, reason, next);
  }
  if (scope.dryRun) return repairedItem(places, good);
  return attempt(scope, places, async () => {
    await replace(scope, { lost, places, now, good, found });
    return repairedItem(places, good);
  });
}

/** All places of the plan that are names of the copy as it lies there now; the one asked for comes first. */
function namesOfCopy(scope: RepairScope, lost: Lost, now: FileRecord | null): readonly Place[] {
  const { sha256 } = lost.version;
  if (!sha256 || now?.type !== fileType.file) return [lost];
  const others = [...scope.same.places(sha256)].filter((place) => {
    if (place.plan.key !== lost.plan.key || place.file === lost.file) return false;
    const record = recordOrNull(place.file);
    return record?.ino === now.ino && record.dev === now.dev;
  });
  return [lost, ...others];
}

interface Replacement {
  readonly lost: Lost;
  readonly places: readonly Place[];
  readonly now: FileRecord | null;
  readonly good: GoodCopy;
  readonly found: { readonly sha256: string | null; readonly problem: string | null };
}

async function replace(scope: RepairScope, { lost, places, now, good, found }: Replacement): Promise<void> {
  const workshop = scope.newWorkshop();
  const made = await makeReplacement(scope, workshop, { lost, now, good, names: places.length });
  scope.context.signal.throwIfAborted();
  const kept = {
    file: lost.file,
    now,
    note: {
      path: lost.path,
      snapshots: places.map(({ snapshot, plan, path }) => ({ plan: plan.plan.name, snapshot: snapshot.name, path })),
      recorded: { sha256: lost.version.sha256?.toString('hex') ?? null, size: lost.version.size },
      found: { ...found, size: now?.size ?? null, reason: lost.reason },
      at: new Date(scope.context.now()).toISOString(),
      from: fromOf(good),
    },
  };
  await inFolder(path.dirname(lost.file), () => keepAside(workshop, kept));
  try {
    // The name that was asked for comes last: cut off before, the next repair finds it damaged still, and the others with it.
    await putInPlace(scope, workshop, { made, places: places.toReversed() });
  } catch (error) {
    forgetAside(workshop, kept);
    throw error;
  }
  const after = await readSum(scope.pool, lost.file);
  if (after.sha256 !== lost.version.sha256?.toString('hex'))
    throw new Unrepairable('what was put in its place is not as it was written');
}
