import type { Connection } from '../catalogue/open-catalogue.ts';
import { holdsAt } from '../catalogue/version-row.ts';
import { recordOf } from '../tools/record-of.ts';
import { nameBeside } from './name-beside.ts';
import type { RestoreRoot } from './restore-targets.ts';

interface FreeNamesRequest {
  readonly db: Connection;
  readonly sequence: number;
  readonly roots: readonly RestoreRoot[];
  /** Put into the names. */
  readonly mark: string;
}

interface Taken {
  /** Absolute path at the target. */
  readonly target: string;
  /** Entry of the folder that holds it in the snapshot; null for what was chosen. */
  readonly parentId: number | null;
}

/** Names for what comes beside something: free on the disk, in the snapshot and in what has been planned. */
export interface FreeNames {
  /** Absolute path, in the same folder. */
  beside(place: Taken, isFolder: boolean): string;
  /** Nothing more is planned in a folder. */
  leave(folder: string): void;
}

export function createFreeNames({ db, sequence, roots, mark }: FreeNamesRequest): FreeNames {
  const held = db.prepare<unknown[]>(
    `SELECT 1 FROM entry e CROSS JOIN version v ON v.entry_id = e.id
     WHERE e.parent_id = +@parentId AND e.name = +@name AND ${holdsAt}`,
  );
  const isHeld = ({ parentId }: Taken, path: string, name: string): boolean =>
    parentId === null
      ? roots.some(({ target }) => target === path)
      : held.get({ parentId, name, seq: sequence }) !== undefined;
  const given = new Map<string, Set<string>>();
  return {
    beside: (place, isFolder) => {
      const { target } = place;
      const [folder, name] = [target.slice(0, target.lastIndexOf('/')), target.slice(target.lastIndexOf('/') + 1)];
      const here = given.get(folder) ?? new Set();
      given.set(folder, here);
      const found = nameBeside(name, { suffix: mark, isFolder }, (candidate) => {
        const path = `${folder}/${candidate}`;
        return !here.has(candidate) && !isHeld(place, path, candidate) && recordOf(path) === null;
      });
      here.add(found);
      return `${folder}/${found}`;
    },
    leave: (folder) => void given.delete(folder),
  };
}
