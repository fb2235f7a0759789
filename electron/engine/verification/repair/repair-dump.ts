import fs from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { recordOrNull } from '../../backup/hash-files.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import type { SnapshotRow } from '../../catalogue/snapshots-store.ts';
import type { DumpedFile } from '../../databases/dumped-database.ts';
import { freeSpace } from '../../repository/free-space.ts';
import { planPaths } from '../../repository/layout.ts';
import { sumOfFile } from '../../repository/read-lists.ts';
import { syncFolder } from '../../repository/write-durably.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { attempt } from './attempt.ts';
import { keepAside } from './keep-aside.ts';
import { inFolder } from './put-in-place.ts';
import { leftItem, type Repaired, type RepairScope, Unrepairable } from './repair-scope.ts';

/** A file of a dump that is damaged or missing, by the path it was told with. */
export interface LostDump {
  readonly snapshot: SnapshotRow;
  readonly plan: PlanRow;
  readonly path: string;
  readonly dump: DumpedFile;
  readonly reason: string;
}

/**
 * Repairs a file of a dump where another dump of the repository happens to have a file of equal content (roles that did
 * not change, a database that nobody wrote to). A dump itself can't be made again: the database has gone on since.
 */
export async function repairDump(scope: RepairScope, lost: LostDump): Promise<Repaired> {
  const { snapshot, plan, dump } = lost;
  const file = `${folderOf(plan, snapshot)}/${dump.path}`;
  if ((await sumOfFile(file)) === dump.sha256) return item(lost, 'sound', null);
  const good = await findEqual(scope, lost);
  if (!good) {
    const reason = `${lost.reason}; no other dump in this repository has a file equal to it, and the database has changed since`;
    return leftItem([lost], reason, 'back-up');
  }
  if (!scope.dryRun) return attempt(scope, [lost], () => replace(scope, { lost, file, good }));
  return item(lost, 'repaired', good);
}

interface EqualFile {
  readonly snapshot: string;
  readonly file: string;
}

const folderOf = (plan: PlanRow, snapshot: Pick<SnapshotRow, 'name'>): string =>
  path.join(planPaths(plan.repositoryPath, plan.plan.slug).snapshots, snapshot.name);

const item = (lost: LostDump, outcome: 'repaired' | 'sound', good: EqualFile | null): Repaired => ({
  item: {
    ...{ path: lost.path, snapshots: [lost.snapshot.name], outcome, reason: null, next: null },
    from: good && { snapshot: good.snapshot, path: good.file },
  },
  bytes: outcome === 'repaired' ? lost.dump.size : 0,
  places: [lost],
});

async function findEqual(
  { context, hold }: RepairScope,
  { snapshot, plan, dump }: LostDump,
): Promise<EqualFile | null> {
  const { dumps, snapshots, plans } = context.catalogue;
  const near = plans.list().filter(({ repositoryKey }) => repositoryKey === plan.repositoryKey);
  for (const { snapshotId, path: place } of dumps.sameFiles(snapshot.id, dump)) {
    context.signal.throwIfAborted();
    const other = snapshots.byId(snapshotId);
    const its = near.find(({ key }) => key === other?.planKey);
    if (!other || other.missing || !its || !hold(other.id)) continue;
    const file = `${folderOf(its, other)}/${place}`;
    if ((await sumOfFile(file)) === dump.sha256) return { snapshot: other.name, file };
  }
  return null;
}

interface Replacement {
  readonly lost: LostDump;
  readonly file: string;
  readonly good: EqualFile;
}

async function replace(scope: RepairScope, { lost, file, good }: Replacement): Promise<Repaired> {
  const { context } = scope;
  const workshop = scope.newWorkshop();
  const made = path.join(workshop.staging, 'dump');
  if (freeSpace(workshop.staging).freeBytes - lost.dump.size < context.keepFreeBytes) {
    throw new HoldfastError('destination-full', { path: workshop.staging });
  }
  fs.copyFileSync(fsPath(good.file), fsPath(made));
  fs.chmodSync(fsPath(made), 0o600);
  if ((await sumOfFile(made)) !== lost.dump.sha256) throw new Unrepairable('its copy is not as it was read');
  const at = new Date(context.now()).toISOString();
  const note = { path: file, found: { reason: lost.reason }, at, from: good };
  await inFolder(path.dirname(file), () => {
    keepAside(workshop, { file, now: recordOrNull(file), note });
    fs.renameSync(fsPath(made), fsPath(file));
  });
  syncFolder(path.dirname(file));
  return item(lost, 'repaired', good);
}
