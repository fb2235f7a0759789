import type { Connection } from './open-catalogue.ts';

/** An entry's place: ids of the entries from the plan's topmost one down to it. */
export interface EntryPaths {
  /** Ids along the path, the topmost entry first; ends where a name was never seen. */
  trail(rootEntry: number, path: string): number[];
  /** Id of the path's entry, whenever it existed; undefined if it never did. */
  find(rootEntry: number, path: string): number | undefined;
  /** Absolute source path of an entry. Paths of folders are remembered until `forget`. */
  pathOf(entryId: number): string;
  forget(): void;
}

export const namesOf = (path: string): string[] => path.split('/').filter((name) => name !== '');

export function createEntryPaths(db: Connection): EntryPaths {
  const child = db.prepare<[number, string], { id: number }>('SELECT id FROM entry WHERE parent_id = ? AND name = ?');
  const parent = db.prepare<[number], { parentId: number; name: string }>(
    'SELECT parent_id AS parentId, name FROM entry WHERE id = ?',
  );
  const folders = new Map<number, string>();

  const trail = (rootEntry: number, path: string): number[] => {
    const ids = [rootEntry];
    let at = rootEntry;
    for (const name of namesOf(path)) {
      const found = child.get(at, name);
      if (!found) break;
      at = found.id;
      ids.push(at);
    }
    return ids;
  };
  /** A folder's path with a slash at its end; the topmost entry's is `/`. */
  const prefixOf = (id: number): string => {
    const known = folders.get(id);
    if (known !== undefined) return known;
    const row = parent.get(id);
    const prefix = !row || row.parentId === 0 ? '/' : `${prefixOf(row.parentId)}${row.name}/`;
    folders.set(id, prefix);
    return prefix;
  };
  return {
    trail,
    find: (rootEntry, path) => {
      const ids = trail(rootEntry, path);
      return ids.length === namesOf(path).length + 1 ? ids.at(-1) : undefined;
    },
    pathOf: (entryId) => {
      const row = parent.get(entryId);
      return !row || row.parentId === 0 ? '/' : `${prefixOf(row.parentId)}${row.name}`;
    },
    forget: () => folders.clear(),
  };
}
