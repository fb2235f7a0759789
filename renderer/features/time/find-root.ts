import type { Entry } from '#shared/domain/snapshot.ts';

/** Reads the first two entries of a folder. */
type ReadFolder = (path: string) => Promise<readonly Entry[]>;

const deepest = 64;

/**
 * Where the tree begins: the deepest folder that holds everything of the snapshot, so that nobody has to open
 * /home, then /home/ada, to come to their documents. Never goes below one of the plan's own folders.
 */
export async function findRoot(read: ReadFolder, planFolders: readonly string[]): Promise<string> {
  let path = '/';
  for (let depth = 0; depth < deepest && !planFolders.includes(path); depth += 1) {
    const [only, second] = await read(path);
    if (only === undefined || second !== undefined || only.type !== 'folder') break;
    path = only.path;
  }
  return path;
}
