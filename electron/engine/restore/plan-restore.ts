import type { Located } from '../catalogue/entries-store.ts';
import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { createChildReader } from '../catalogue/read-children.ts';
import { isAncestor, type VersionRow } from '../catalogue/version-row.ts';
import { readNames } from '../tools/read-names.ts';
import { linkText, recordOf } from '../tools/record-of.ts';
import { compareEntry, isNewer, isUntouched, type Restorer } from './compare-entry.ts';
import type { ExtraFinder } from './extra-entries.ts';
import { createLinkGroups } from './link-groups.ts';
import { type PlannedItem, plannedAction, wholeness } from './restore-list.ts';
import type { RestoreRoot } from './restore-targets.ts';
import { sumOf } from './sum-of.ts';

/** A chosen path with what the snapshot holds there, and the folders above it that the target may lack. */
export interface ChosenRoot extends RestoreRoot {
  readonly located: Located;
  /** Topmost first; `source` is empty where no folder of the snapshot stands behind it. */
  readonly above: readonly { readonly source: string; readonly target: string; readonly row: VersionRow }[];
}

export interface PlanRestoreRequest {
  readonly db: Connection;
  readonly sequence: number;
  /** The snapshot's `files` folder. */
  readonly files: string;
  readonly roots: readonly ChosenRoot[];
  /** Finds what is to be deleted; null when nothing is. */
  readonly extras: ExtraFinder | null;
  /** Paths at the target that are never written. */
  readonly protectedPaths: readonly string[];
  readonly user: Restorer;
  readonly add: (item: PlannedItem) => void;
  /** Something that can't be restored where it belongs. */
  readonly onBlocked: (path: string, reason: string) => void;
  /** Called every few milliseconds: lets messages in, throws to stop. */
  readonly pause: () => Promise<void>;
}

const breathMs = 20;

/** `base` of folders that are made without a folder of the snapshot to take after. */
export const noBase = -1;

/**
 * Compares what a snapshot holds with what is at the target, and says item by item what restoring takes. Changes
 * nothing. Gives how many entries can stay as they are.
 */
export async function planRestore(request: PlanRestoreRequest): Promise<{ keep: number }> {
  const planner = createPlanner(request);
  for (const root of request.roots) await planner.planRoot(root, baseOf(request.roots, root));
  return { keep: planner.finish() };
}

/** Roots below the same pair of folders share the index of the first: rsync copies them together. */
const baseOf = (roots: readonly ChosenRoot[], { sourceBase, targetBase }: ChosenRoot): number =>
  roots.findIndex((root) => root.sourceBase === sourceBase && root.targetBase === targetBase);

interface Spot {
  readonly root: ChosenRoot;
  readonly base: number;
  readonly source: string;
  readonly target: string;
  /** What is there now; null when nothing is, or the folder above is not there yet. */
  readonly now: FileRecord | null;
  /** What gives the folder above its attributes back. */
  readonly folder: PlannedItem | null;
  /** One of `wholeness`. */
  readonly whole: number;
}

function createPlanner(request: PlanRestoreRequest) {
  const { db, sequence, user, extras, protectedPaths } = request;
  const children = createChildReader(db);
  const links = createLinkGroups(
    db,
    request.roots.map(({ located }) => located.entryId),
    sequence,
  );
  let keep = 0;
  let breatheAt = performance.now() + breathMs;

  /** Gives whether the entry changes. */
  const planEntry = async (row: VersionRow, spot: Spot): Promise<boolean> => {
    if (protectedPaths.includes(spot.target)) return false;
    if (row.type === fileType.folder) return planFolder(row, spot);
    const same = await isSame(row, spot);
    if (!same && !makesRoom(spot)) return false;
    const item = toItem(row, spot);
    if (links.mayBeLinked(row) && row.type === fileType.file) {
      const copy = `${request.files}${spot.source}`;
      const kept = same && spot.now ? `${spot.now.dev}:${spot.now.ino}` : null;
      links.add(copy, { item, kept, folder: spot.folder });
    }
    if (same) {
      keepAsItIs(row, spot, item);
      return false;
    }
    request.add(item);
    return true;
  };
  const planFolder = async (row: VersionRow, spot: Spot): Promise<boolean> => {
    const { now } = spot;
    const present = now?.type === fileType.folder;
    const stays = present && (isAncestor(row) || compareEntry(row, now, user) === 'same');
    const item = asTop(standIn(row, toItem(row, spot)));
    if (stays) keepAsItIs(row, spot, item);
    else request.add(item);
    const refresh = isAncestor(row) ? null : { ...item, action: plannedAction.refresh };
    const whole = item.whole === wholeness.none ? wholeness.none : wholeness.below;
    const changed = await planChildren(row, { ...spot, folder: stays ? refresh : null, whole }, present);
    const outdated = now !== null && (now.mtimeS !== row.mtimeS || now.mtimeNs !== row.mtimeNs);
    if (stays && refresh && (changed || outdated)) request.add(refresh);
    return !stays && !present;
  };
  const planChildren = async (row: VersionRow, spot: Spot, present: boolean): Promise<boolean> => {
    const exact = extras !== null && present && !isAncestor(row);
    const names = new Set<string>();
    let changed = false;
    for (const child of children(row.entryId, sequence)) {
      if (exact) names.add(child.name);
      const target = `${spot.target}/${child.name}`;
      const now = present ? recordOf(target) : null;
      changed = (await planEntry(child, { ...spot, source: `${spot.source}/${child.name}`, target, now })) || changed;
      if (performance.now() > breatheAt) await breathe();
    }
    if (!exact || !spot.now) return changed;
    return extras({ source: spot.source, target: spot.target, dev: spot.now.dev }, names).any || changed;
  };
  /** Its extended attributes may be others, unless nothing has touched it since. */
  const keepAsItIs = (row: VersionRow, { now }: Spot, item: PlannedItem): void => {
    keep += 1;
    if (now === null || isAncestor(row) || isUntouched(row, now)) return;
    request.add({ ...item, action: plannedAction.look, newer: 0 });
  };
  const isSame = async (row: VersionRow, { target, now }: Spot): Promise<boolean> => {
    switch (compareEntry(row, now, user)) {
      case 'absent':
      case 'different':
        return false;
      case 'same':
        return row.type !== fileType.link || linkText(target) === row.link;
      case 'unsure':
        return row.sha256 !== null && (await sumOf(target, row.size, request.pause)) === row.sha256.toString('hex');
    }
  };
  /** A folder in the place of something else goes only if it is empty or may be emptied. */
  const makesRoom = ({ source, target, now }: Spot): boolean => {
    if (now?.type !== fileType.folder) return true;
    const empty = { any: false, all: true };
    const inside = extras ? extras({ source, target, dev: now.dev }, new Set()) : empty;
    if (inside.all && (extras !== null || isEmptyFolder(target))) return true;
    request.onBlocked(target, 'a folder that is not empty is in its place');
    return false;
  };
  /** A folder above the plan's own is made for its place; its owner (root, mostly) is nobody's to miss. */
  const standIn = (row: VersionRow, item: PlannedItem): PlannedItem =>
    isAncestor(row) && user.uid !== 0 ? { ...item, base: noBase } : item;
  const breathe = async (): Promise<void> => {
    await request.pause();
    breatheAt = performance.now() + breathMs;
  };
  return {
    planRoot: async (root: ChosenRoot, base: number): Promise<void> => {
      for (const { source, target, row } of root.above) {
        if (recordOf(target || '/') === null)
          request.add(standIn(row, toItem(row, { root, base, source, target, now: null, folder: null, whole: 0 })));
      }
      const { source, target } = root;
      const spot = { root, base, source, target, now: recordOf(target || '/'), folder: null, whole: wholeness.none };
      await planEntry(root.located.row, spot);
    },
    finish: (): number => keep - links.settle(request.add),
  };
}

/** A new folder, with all below it, is treated as one, unless it is made without one of the snapshot to take after. */
const asTop = (item: PlannedItem): PlannedItem =>
  item.action === plannedAction.create && item.base !== noBase && item.whole === wholeness.none
    ? { ...item, whole: wholeness.top }
    : item;

const isEmptyFolder = (folder: string): boolean => readNames(folder).length === 0;

function toItem(row: VersionRow, { root, base, source, target, now, whole }: Spot): PlannedItem {
  const { type, size, mode, uid, gid, mtimeS, mtimeNs, sha256 } = row;
  return {
    ...{ type, size, mode, uid, gid, mtimeS, mtimeNs, sha256 },
    path: target || '/',
    action: now === null ? plannedAction.create : plannedAction.overwrite,
    newer: Number(now !== null && isNewer(row, now)),
    // The receiving folder itself stands for no folder of the snapshot.
    base: source === '' ? noBase : base,
    name: source.slice(root.sourceBase.length + 1),
    linkTo: null,
    whole,
  };
}
