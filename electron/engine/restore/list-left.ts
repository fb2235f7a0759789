import type { Catalogue } from '../catalogue/catalogue.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { isAncestor, type VersionRow } from '../catalogue/version-row.ts';
import { walkTree } from '../catalogue/walk-tree.ts';
import { snapshotPaths } from '../repository/layout.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { readCreated } from '../safety/read-created.ts';
import { thisUser } from './compare-entry.ts';
import type { JournalHeader } from './journal.ts';
import { mapOwners } from './map-owners.ts';
import { noBase } from './plan-restore.ts';
import { toItem } from './planned-item.ts';
import { type PlannedItem, plannedAction, type RestoreList, wholeness } from './restore-list.ts';
import { isWithin, restoreTargets } from './restore-targets.ts';

interface ListLeftRequest {
  readonly db: Connection;
  readonly catalogue: Catalogue;
  /** Gets an item for everything that the restore is known to have touched. */
  readonly list: RestoreList;
  readonly plan: PlanRow;
  readonly safety: SnapshotRow;
  /** Folder of the plan's snapshots. */
  readonly snapshots: string;
  readonly header: JournalHeader;
  /** Called every few thousand entries: lets messages in, throws to stop. */
  readonly pause: () => Promise<void>;
}

const { create, overwrite, delete: deleted } = plannedAction;
const pauseEvery = 2000;

/**
 * Lists what a restore left, as its journal did: from its safety snapshot, which holds what it overwrote and deleted and
 * names what it was to create, and from the snapshot that it restored. What that one does not tell is listed as something
 * that nothing can be like: it counts as changed since, so that it is left alone, or overwritten only when confirmed.
 */
export async function listLeft(request: ListLeftRequest): Promise<void> {
  const { db, list, safety, snapshots, pause } = request;
  const left = await createLeftFinder(request);
  for await (const paths of readCreated(`${snapshots}/${safety.name}`)) {
    for (const path of paths) list.add(left.created(path));
    await pause();
  }
  if (safety.rootEntry === null) return;
  let count = 0;
  for (const entry of walkTree(db, { folderId: safety.rootEntry, path: '/', sequence: safety.sequence })) {
    if (!isAncestor(entry)) list.add(left.saved(entry.path, entry));
    count += 1;
    if (count % pauseEvery === 0) await pause();
  }
}

async function createLeftFinder({ catalogue, list, plan, snapshots, header: { order } }: ListLeftRequest) {
  const user = thisUser();
  const roots = restoreTargets(order.paths, order.to);
  const restored = catalogue.snapshots.byId(order.snapshotId);
  const manifest = restored && readManifest(snapshotPaths(`${snapshots}/${restored.name}`).manifest);
  const { map: owners } = await mapOwners(manifest?.owners, user);
  const base = list.addPair({ files: '', sourceBase: '', target: '' });

  /** What the restored snapshot holds for a path at the target. */
  const find = (path: string): VersionRow | undefined => {
    const root = roots.find(({ target }) => isWithin(path, target));
    if (!restored || !root) return undefined;
    const at = { rootEntry: restored.rootEntry ?? plan.rootEntry, sequence: restored.sequence };
    return catalogue.entries.locate(at, root.source + path.slice(root.target.length) || '/')?.row;
  };
  const itemOf = (path: string, row: VersionRow, action: number): PlannedItem => {
    const [uid, gid] = [owners.users.get(row.uid) ?? row.uid, owners.groups.get(row.gid) ?? row.gid];
    const place = { source: path, target: path, base, sourceBase: '', now: null, whole: wholeness.none, beside: false };
    const item = { ...toItem({ ...row, uid, gid }, place), action };
    return isAncestor(row) && user.uid !== 0 ? { ...item, base: noBase } : item;
  };
  return {
    /** Something that the restore was to make where nothing was. */
    created: (path: string): PlannedItem => {
      const row = find(path);
      if (row) return itemOf(path, row, create);
      // A folder above what was restored elsewhere: it was made for its place only.
      const above = roots.some(({ target }) => target !== path && isWithin(target, path));
      return above ? { ...nothingLike(path, create), type: fileType.folder, base: noBase } : nothingLike(path, create);
    },
    /** Something that was there and is kept in the safety snapshot. */
    saved: (path: string, was: VersionRow): PlannedItem => {
      const row = find(path);
      if (row) return itemOf(path, row, overwrite);
      return restored ? itemOf(path, was, deleted) : nothingLike(path, overwrite);
    },
  };
}

const noType = -1;

/** No entry has its type, so whatever is there is not as it was left. */
const nothingLike = (path: string, action: number): PlannedItem => ({
  ...{ path, action, type: noType, size: 0, newer: 0, base: 0, name: '', renamed: 0, mode: 0, uid: 0, gid: 0 },
  ...{ mtimeS: 0, mtimeNs: 0, sha256: null, linkTo: null, whole: wholeness.none },
  ...{ wasSize: null, wasMtimeS: null, wasMtimeNs: null },
});
