import { createEntryPaths } from '../catalogue/entry-paths.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/** Where the base holds the copy that a name is linked to: its folder's entry, and its name there. */
export interface Origin {
  readonly originFolder: number;
  readonly originName: string;
}

/** Gives the paths of origins below `files`; those of their folders are looked up once. */
export function createOriginPaths(db: Connection): {
  folderOf(origin: Origin): string;
  pathOf(origin: Origin): string;
} {
  const paths = createEntryPaths(db);
  const folders = new Map<number, string>();
  const folderOf = ({ originFolder }: Origin): string => {
    const known = folders.get(originFolder) ?? paths.pathOf(originFolder);
    folders.set(originFolder, known);
    return known;
  };
  const pathOf = (origin: Origin): string => {
    const folder = folderOf(origin);
    return `${folder === '/' ? '' : folder}/${origin.originName}`;
  };
  return { folderOf, pathOf };
}
