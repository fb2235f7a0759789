import { fileType } from '../catalogue/file-record.ts';
import { readNames } from '../tools/read-names.ts';
import type { PlanRestoreRequest } from './plan-restore.ts';
import type { Place } from './planned-item.ts';
import { reasonOf } from './reason-of.ts';

type Spot = Pick<Place, 'source' | 'target' | 'now'>;

/** Plans what has to go, and says where something can't be put since what is there stays. */
export interface RoomPlanner {
  /** A folder in the place of something else goes only if it is empty or may be emptied. */
  isThere(spot: Spot): boolean;
  /** Plans the deletion of what a folder holds beyond `known`; gives whether anything goes. */
  clears(spot: Spot, known: ReadonlySet<string>): boolean;
}

export function createRoomPlanner({
  extras,
  onBlocked,
}: Pick<PlanRestoreRequest, 'extras' | 'onBlocked'>): RoomPlanner {
  return {
    isThere: ({ source, target, now }) => {
      if (now?.type !== fileType.folder) return true;
      try {
        const inside = extras ? extras({ source, target, dev: now.dev }, new Set()) : { all: true };
        if (inside.all && (extras !== null || readNames(target).length === 0)) return true;
        onBlocked(target, 'a folder that is not empty is in its place');
      } catch (error) {
        onBlocked(target, `the folder in its place could not be read: ${reasonOf(error)}`);
      }
      return false;
    },
    clears: ({ source, target, now }, known) => {
      if (!extras || !now) return false;
      try {
        return extras({ source, target, dev: now.dev }, known).any;
      } catch (error) {
        onBlocked(target, `what it holds beyond the snapshot could not be listed: ${reasonOf(error)}`);
        return false;
      }
    },
  };
}
