/** A plan's folder as its tree is walked: `/` is the empty path, so that a name can always be put behind a slash. */
export const toRootPath = (folder: string): string => (folder === '/' ? '' : folder);

export const toFolder = (rootPath: string): string => rootPath || '/';

/** Name of an entry relative to its plan's folder; `.` for the folder itself. */
export const relativeTo = (rootPath: string, path: string): string =>
  path === rootPath ? '.' : path.slice(rootPath.length + 1);

export interface FolderNode {
  /** Index in the plan's folders, when this is one of them. */
  readonly root: number | null;
  readonly children: ReadonlyMap<string, FolderNode>;
}

interface MutableNode {
  root: number | null;
  readonly children: Map<string, MutableNode>;
}

/** The plan's folders as a tree of path components. */
export function folderTree(folders: readonly string[]): FolderNode {
  const top: MutableNode = { root: null, children: new Map() };
  for (const [index, folder] of folders.entries()) {
    let node = top;
    for (const name of folder.split('/').filter((part) => part !== '')) {
      const child = node.children.get(name) ?? { root: null, children: new Map() };
      node.children.set(name, child);
      node = child;
    }
    node.root = index;
  }
  return top;
}
