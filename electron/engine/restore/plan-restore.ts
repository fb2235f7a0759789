import { hasEscapedBytes } from '#shared/domain/path-text.ts';
import type { Located } from '../catalogue/entries-store.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { createChildReader } from '../catalogue/read-children.ts';
import { isAncestor, type VersionRow } from '../catalogue/version-row.ts';
import { recordOf } from '../tools/record-of.ts';
import { attributesOrAnew } from './attributes-or-anew.ts';
import { isNewer, isUntouched, type Restorer } from './compare-entry.ts';
import { compareWithTarget } from './compare-with-target.ts';
import type { EntryFilter } from './entry-filter.ts';
import type { ExtraFinder } from './extra-entries.ts';
import { createFreeNames } from './free-names.ts';
import { mayEnter } from './may-enter.ts';
import type { RestoreOrder } from './open-restore.ts';
import { createBelowPlanner } from './plan-below.ts';
import { createRoomPlanner } from './plan-room.ts';
import { type Place, toItem } from './planned-item.ts';
import { type PlannedItem, plannedAction, type RestoreList, wholeness } from './restore-list.ts';
import type { Tally } from './restore-tally.ts';
import { isWithin, type RestoreRoot } from './restore-targets.ts';

/** A chosen path with what the snapshot holds there, and the folders above it that the target may lack. */
export interface ChosenRoot extends RestoreRoot {
  readonly located: Located;
  /** Topmost first; `source` is empty where no folder of the snapshot stands behind it. */
  readonly above: readonly { readonly source: string; readonly target: string; readonly row: VersionRow }[];
}

export interface PlanRestoreRequest {
  readonly db: Connection;
  /** The catalogue is attached to its connection as `catalogue`. */
  readonly list: RestoreList;
  readonly tally: Tally;
  readonly order: Pick<RestoreOrder, 'suffix' | 'conflicts' | 'only' | 'compareContent'>;
  readonly sequence: number;
  /** The snapshot's `files` folder. */
  readonly files: string;
  readonly roots: readonly ChosenRoot[];
  readonly filter: EntryFilter;
  /** Put into names of what comes beside something. */
  readonly mark: string;
  /** Finds what is to be deleted; null when nothing is. */
  readonly extras: ExtraFinder | null;
  /** Paths at the target that are never written. */
  readonly protectedPaths: readonly string[];
  readonly user: Restorer;
  /** Something that can't be restored where it belongs. */
  readonly onBlocked: (path: string, reason: string) => void;
  /** Called every few milliseconds: lets messages in, throws to stop. */
  readonly pause: () => Promise<void>;
}

const breathMs = 20;

/** `base` of folders that are made without a folder of the snapshot to take after. */
export const noBase = -1;

/** A place that is being planned. */
interface Spot extends Place {
  /** Entry of the folder that holds it in the snapshot; null for what was chosen. */
  readonly parentId: number | null;
  /** A pattern names it or a folder above it. */
  readonly named: boolean;
  /** Plans what is needed above it, before anything is planned there. */
  readonly ensure: () => void;
}

/**
 * Compares what a snapshot holds with what is at the target, and lists item by item what restoring takes. Changes nothing
 * there.
 */
export async function planRestore(request: PlanRestoreRequest): Promise<void> {
  const planner = createPlanner(request);
  for (const root of request.roots) await planner(root);
}

function createPlanner(request: PlanRestoreRequest) {
  const { db, list, tally, sequence, user, extras, protectedPaths, filter, order } = request;
  const children = createChildReader(db);
  const planBelow = createBelowPlanner(request);
  const names = createFreeNames(request);
  const room = createRoomPlanner(request);
  const owners = list.owners();
  const { missing } = order.only;
  const keepsBoth = order.conflicts === 'keep-both';
  let breatheAt = performance.now() + breathMs;

  const add = (item: PlannedItem, { ensure }: Pick<Spot, 'ensure'>): void => {
    ensure();
    list.add(item);
    tally.add(item);
  };
  /** Gives whether the folder above it changes by what is done. */
  const planEntry = async (row: VersionRow, spot: Spot): Promise<boolean> => {
    if (protectedPaths.includes(spot.target)) return false;
    if (row.type === fileType.folder) return planFolder(row, spot);
    if (!spot.named || !filter.isNewEnough(row) || (missing && spot.now)) return false;
    const found = await compareWithTarget(row, spot, { ...request, compareContent: order.compareContent });
    switch (found) {
      case 'same':
        keepAsItIs(row, spot);
        return false;
      case 'attributes':
        giveAttributes(row, spot);
        return false;
      case 'absent':
        add(toItem(row, spot), spot);
        return true;
      case 'different':
        return planConflict(row, spot);
    }
  };
  const giveAttributes = (row: VersionRow, spot: Spot): void => {
    if (keepsBoth) tally.keep();
    else add({ ...toItem(row, spot), action: attributesOrAnew(row.type, spot.target), newer: 0 }, spot);
  };
  const planConflict = (row: VersionRow, spot: Spot): boolean => {
    if (isKeptNewer(row, spot)) return false;
    if (keepsBoth) return planBeside(row, spot);
    if (!room.isThere(spot)) return false;
    add(toItem(row, spot), spot);
    return true;
  };
  const isKeptNewer = (row: VersionRow, { now }: Spot): boolean => {
    const kept = order.conflicts === 'keep-newer' && now !== null && isNewer(row, now);
    if (kept) tally.keepNewer();
    return kept;
  };
  /** Where an entry goes under a free name; null if it can't be given one. */
  const placeBeside = (row: VersionRow, spot: Spot): Spot | null => {
    if (hasEscapedBytes(spot.target)) {
      request.onBlocked(spot.target, 'its name is not UTF-8, so that it can’t be put beside what is there');
      return null;
    }
    return { ...spot, target: names.beside(spot, row.type === fileType.folder), now: null, beside: true };
  };
  const planBeside = (row: VersionRow, spot: Spot): boolean => {
    const place = placeBeside(row, spot);
    if (place) add({ ...toItem(row, place), renamed: 1 }, spot);
    return place !== null;
  };
  const planFolderBeside = async (row: VersionRow, spot: Spot): Promise<boolean> => {
    const place = placeBeside(row, spot);
    return place !== null && planNewFolder(row, place, 1);
  };
  const planFolder = async (row: VersionRow, spot: Spot): Promise<boolean> => {
    const { now } = spot;
    if (now === null) return planNewFolder(row, spot, 0);
    if (now.type === fileType.folder) return planPresentFolder(row, spot);
    if (missing || isKeptNewer(row, spot)) return false;
    return keepsBoth ? planFolderBeside(row, spot) : planNewFolder(row, spot, 0);
  };
  const planNewFolder = async (row: VersionRow, spot: Spot, renamed: number): Promise<boolean> => {
    const item = { ...asTop(standIn(row, toItem(row, spot))), renamed };
    const pair = renamed === 1 ? { files: request.files, sourceBase: spot.source, target: spot.target } : null;
    const inner = {
      ...spot,
      ...(pair && { base: list.addPair(pair), sourceBase: pair.sourceBase }),
      whole: item.whole === wholeness.none ? wholeness.none : wholeness.below,
    };
    const make = once(() => add(item, spot));
    // One that is not meant itself is made only for what is taken of it.
    if (!filter.takesAll && !isMeant(row, spot)) return planChildren(row, { ...inner, ensure: make });
    make();
    if (isSimple(row, inner)) await planBelow(toNewFolder(row, inner));
    else await planChildren(row, inner);
    return true;
  };
  /** Whether all that it holds is treated alike. */
  const isSimple = (row: VersionRow, { whole, target }: Spot): boolean =>
    filter.takesAll &&
    whole === wholeness.below &&
    !isAncestor(row) &&
    !protectedPaths.some((path) => isWithin(path, target));
  const isMeant = (row: VersionRow, spot: Spot): boolean => spot.named && filter.isNewEnough(row);
  const planPresentFolder = async (row: VersionRow, spot: Spot): Promise<boolean> => {
    if (!mayEnter(spot.target, user)) {
      request.onBlocked(spot.target, 'the folder may not be entered');
      return false;
    }
    // What stays keeps its attributes: only what lies in it is asked for.
    if (missing || keepsBoth || isAncestor(row) || (!filter.takesAll && !isMeant(row, spot))) {
      if (filter.takesAll && !missing) tally.keep();
      await planChildren(row, spot);
      return false;
    }
    const alike = (await compareWithTarget(row, spot, { ...request, compareContent: false })) === 'same';
    if (alike) keepAsItIs(row, spot);
    else giveAttributes(row, spot);
    const changed = await planChildren(row, spot);
    const outdated = spot.now?.mtimeS !== row.mtimeS || spot.now.mtimeNs !== row.mtimeNs;
    if (alike && (changed || outdated)) list.add({ ...toItem(row, spot), action: plannedAction.refresh, newer: 0 });
    return false;
  };
  const planChildren = async (row: VersionRow, spot: Spot): Promise<boolean> => {
    const { now } = spot;
    const present = now?.type === fileType.folder;
    const exact = present && !isAncestor(row) && extras !== null;
    const known = new Set<string>();
    let changed = false;
    for (const child of children(row.entryId, sequence)) {
      if (exact) known.add(child.name);
      const [source, target] = [`${spot.source}/${child.name}`, `${spot.target}/${child.name}`];
      const inner = {
        ...spot,
        ...{ source, target, parentId: row.entryId, now: present ? recordOf(target) : null },
        named: spot.named || filter.names(source, child),
      };
      changed = (await planEntry(owned(child), inner)) || changed;
      if (performance.now() > breatheAt) await breathe();
    }
    names.leave(spot.target);
    return (exact && room.clears(spot, known)) || changed;
  };
  /** Its extended attributes may be others, unless nothing has touched it since. */
  const keepAsItIs = (row: VersionRow, spot: Spot): void => {
    tally.keep();
    if (spot.now === null || keepsBoth || isUntouched(row, spot.now)) return;
    list.add({ ...toItem(row, spot), action: plannedAction.look, newer: 0 });
  };
  /** Owners as they are to be here. */
  const owned = <Row extends VersionRow>(row: Row): Row => {
    const [uid, gid] = [owners.users.get(row.uid), owners.groups.get(row.gid)];
    return uid === undefined && gid === undefined ? row : { ...row, uid: uid ?? row.uid, gid: gid ?? row.gid };
  };
  /** A folder above the plan's own is made for its place; its owner (root, mostly) is nobody's to miss. */
  const standIn = (row: VersionRow, item: PlannedItem): PlannedItem =>
    isAncestor(row) && user.uid !== 0 ? { ...item, base: noBase } : item;
  const breathe = async (): Promise<void> => {
    await request.pause();
    breatheAt = performance.now() + breathMs;
  };

  return async (root: ChosenRoot): Promise<void> => {
    const { source, target, sourceBase, targetBase } = root;
    const base = list.addPair({ files: request.files, sourceBase, target: targetBase });
    const common = { base, sourceBase, now: null, whole: wholeness.none, beside: false, parentId: null };
    const above = root.above.filter((folder) => recordOf(folder.target || '/') === null);
    const ensure = once(() => {
      for (const { row, ...place } of above) {
        const item = standIn(row, toItem(owned(row), { ...common, ...place }));
        const made = place.source === '' ? { ...item, base: noBase } : item;
        list.add(made);
        tally.add(made);
      }
    });
    const row = owned(root.located.row);
    const named = filter.names(source, row);
    const spot: Spot = { ...common, source, target, ensure, named, now: recordOf(target || '/') };
    if (order.suffix === null) await planEntry(row, spot);
    else if (row.type === fileType.folder) await planFolderBeside(row, spot);
    else if (named && filter.isNewEnough(row)) planBeside(row, spot);
  };
}

/** A new folder, with all below it, is treated as one, unless it is made without one of the snapshot to take after. */
const asTop = (item: PlannedItem): PlannedItem =>
  item.action !== plannedAction.overwrite && item.base !== noBase && item.whole === wholeness.none
    ? { ...item, whole: wholeness.top }
    : item;

const toNewFolder = ({ entryId }: VersionRow, { target, source, base, sourceBase, beside }: Place) => {
  const name = source.slice(sourceBase.length + 1);
  return { entryId, target, base, beside, prefix: name === '' ? '' : `${name}/` };
};

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
