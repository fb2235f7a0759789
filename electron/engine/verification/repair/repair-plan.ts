import { setImmediate } from 'node:timers/promises';
import { HoldfastError } from '#shared/errors.ts';
import type { TreePool } from '../../backup/tree-pool.ts';
import { fileType } from '../../catalogue/file-record.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import type { SnapshotRow } from '../../catalogue/snapshots-store.ts';
import { planPaths } from '../../repository/layout.ts';
import type { PlanLock } from '../../repository/plan-lock.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { type Hold, holdSnapshot } from '../../snapshots/snapshot-hold.ts';
import { syncVolume } from '../../tools/sync-volume.ts';
import { recordDamage } from '../record-damage.ts';
import { filesOf, findSameContent } from '../same-content.ts';
import { type LostDump, repairDump } from './repair-dump.ts';
import { repairFile } from './repair-file.ts';
import { type LostList, repairList } from './repair-list.ts';
import type { Lost, Repaired, RepairScope } from './repair-scope.ts';
import { finishFolder, repairFolder, repairSpecial } from './repair-shape.ts';
import { createWorkshops } from './workshops.ts';

export interface PlanRequest {
  readonly context: RunContext;
  readonly pool: TreePool;
  readonly rsync: string;
  readonly dryRun: boolean;
  readonly plan: PlanRow;
  /** Those to be repaired. */
  readonly snapshots: readonly SnapshotRow[];
  /** Null in a dry run, which changes nothing. */
  readonly lock: PlanLock | null;
  readonly onDone: (repaired: Repaired) => void;
}

/**
 * Repairs snapshots of one plan. What was repaired is taken off their lists of damage also when the rest is cut off.
 * Throws `cancelled` and destination errors.
 */
export async function repairPlan(request: PlanRequest): Promise<void> {
  const { context, plan, lock, onDone } = request;
  const holds = createHolds(context.home);
  const paths = planPaths(plan.repositoryPath, plan.plan.slug);
  const workshops = createWorkshops(paths, context);
  const mended: Repaired[] = [];
  const done = (repaired: Repaired): void => {
    mended.push(repaired);
    onDone(repaired);
    tell(context, repaired, request.dryRun);
  };
  try {
    if (!request.dryRun) workshops.sweep();
    const { lost, dumps, lists } = findLost(request);
    const sums = lost.flatMap(({ version }) => (version.sha256 ? [version.sha256] : []));
    const scope: RepairScope = {
      ...request,
      paths,
      snapshots: context.catalogue.snapshots.list(plan.key),
      same: findSameContent(context, plan.repositoryKey, sums),
      hold: holds.hold,
      letGo: holds.release,
      assertThere: () => lock?.assertHeld(),
      proven: new Map(),
      newWorkshop: workshops.open,
    };
    for (const list of lists) done(await repairList(scope, list));
    for (const dump of dumps) {
      context.signal.throwIfAborted();
      done(await repairDump(scope, dump));
      scope.letGo();
    }
    await repairAll(scope, lost, done);
  } finally {
    if (!request.dryRun) {
      workshops.close();
      lock?.assertHeld();
      await settle(context, paths.folder, mended);
    }
    holds.release();
  }
}

/** What is known to be damaged, with what was recorded of it; folders come before what they hold. */
function findLost({ context, plan, snapshots }: PlanRequest) {
  const [lost, dumps, lists]: [Lost[], LostDump[], LostList[]] = [[], [], []];
  const { damage, dumps: dumped, entries } = context.catalogue;
  for (const snapshot of snapshots) {
    const dumpedFiles = dumped.filesOf(snapshot.id);
    const moment = { rootEntry: snapshot.rootEntry ?? plan.rootEntry, sequence: snapshot.sequence };
    for (const { path, reason } of damage.of(snapshot.id)) {
      const version = entries.locate(moment, path)?.row;
      const file = `${filesOf(plan, snapshot)}${path}`;
      // By the end of its path: the repository may have moved since.
      const dump = dumpedFiles.find((one) => path.endsWith(`/${one.path}`));
      if (version) lost.push({ snapshot, plan, path, file, version, reason });
      else if (dump) dumps.push({ snapshot, plan, path, dump, reason });
      else lists.push({ snapshot, path, reason });
    }
  }
  return { lost, dumps, lists };
}

async function repairAll(scope: RepairScope, lost: readonly Lost[], done: (repaired: Repaired) => void): Promise<void> {
  const { context } = scope;
  const bytes = lost.reduce((sum, { version }) => sum + version.size, 0);
  context.progress.enter('repairing', { files: lost.length, bytes });
  const handled = new Set<string>();
  const keyOf = ({ snapshot, path }: Pick<Lost, 'snapshot' | 'path'>): string => `${snapshot.id} ${path}`;
  const folders = lost.filter(isFolder);
  for (const one of [...folders, ...lost.filter((entry) => !isFolder(entry))]) {
    await setImmediate();
    context.signal.throwIfAborted();
    context.progress.advance({ files: 1, bytes: one.version.size }, one.path);
    if (handled.has(keyOf(one))) continue;
    scope.hold(one.snapshot.id);
    const repaired = await repairOne(scope, one);
    scope.letGo();
    for (const place of [one, ...repaired.places]) handled.add(keyOf(place));
    done(repaired);
  }
  if (!scope.dryRun) for (const folder of folders.toReversed()) await finish(scope, folder);
}

async function finish(scope: RepairScope, folder: Lost): Promise<void> {
  try {
    await finishFolder(scope, folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    const message = `${folder.path} in ${folder.snapshot.name} did not get all its attributes: ${String(error)}`;
    scope.context.warn({ code: 'attributes-not-kept', path: folder.path, message });
  }
}

const isFolder = ({ version }: Lost): boolean => version.type === fileType.folder;

function repairOne(scope: RepairScope, lost: Lost): Promise<Repaired> {
  switch (lost.version.type) {
    case fileType.file:
      return repairFile(scope, lost);
    case fileType.folder:
      return repairFolder(scope, lost);
    default:
      return repairSpecial(scope, lost);
  }
}

/** Takes what is right again off the snapshots' lists of damage, once it is durable. */
async function settle(context: RunContext, folder: string, mended: readonly Repaired[]): Promise<void> {
  const right = new Map<string, Set<string>>();
  const fixed = mended.filter(({ item }) => item.outcome !== 'left').flatMap(({ places }) => places);
  for (const { snapshot, path } of fixed) {
    const known = right.get(snapshot.id) ?? new Set();
    right.set(snapshot.id, known.add(path));
  }
  if (right.size === 0) return;
  await syncVolume(folder);
  for (const [id, paths] of right) {
    const damage = context.catalogue.damage.of(id).filter(({ path }) => !paths.has(path));
    recordDamage(context, id, { damage, verifiedAt: null });
  }
}

function tell(context: RunContext, { item }: Repaired, dryRun: boolean): void {
  const { path, outcome, from, reason, snapshots } = item;
  if (outcome === 'left') {
    const message = `${path} in ${snapshots.join(', ')} was left as it is: ${reason}.`;
    context.warn({ code: 'not-repaired', path, message });
    return;
  }
  const origin = from === null ? '' : ` from ${from.snapshot ?? 'the source'} (${from.path})`;
  const done = outcome === 'sound' ? 'is right after all' : `${dryRun ? 'could be' : 'was'} repaired${origin}`;
  context.log(`${path} in ${snapshots.join(', ')} ${done}`);
}

function createHolds(home: string) {
  const holds = new Map<string, Hold>();
  return {
    hold: (snapshotId: string): boolean => {
      if (holds.has(snapshotId)) return true;
      try {
        holds.set(snapshotId, holdSnapshot(home, snapshotId));
        return true;
      } catch (error) {
        if (error instanceof HoldfastError && error.code === 'locked') return false;
        throw error;
      }
    },
    release: () => {
      for (const hold of holds.values()) hold.release();
      holds.clear();
    },
  };
}
