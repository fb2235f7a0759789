import type { Entry } from '#shared/domain/snapshot.ts';
import type { Folders } from './use-folders.ts';

/** A line of the tree: an entry, or what stands in for entries that are not there (yet). */
export type TreeRow =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly level: number; readonly open: boolean }
  | { readonly kind: 'more'; readonly folder: string; readonly level: number }
  | { readonly kind: 'empty'; readonly folder: string; readonly level: number }
  | { readonly kind: 'problem'; readonly folder: string; readonly level: number; readonly error: unknown };

/** The lines of the tree below `root`, from top to bottom. `level` is 1 for the root's own entries. */
export function treeRows(root: string, open: ReadonlySet<string>, folders: Folders): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  append(rows, root, 1, open, folders);
  return rows;
}

function append(rows: TreeRow[], folder: string, level: number, open: ReadonlySet<string>, folders: Folders): void {
  const pages = folders.get(folder);
  for (const entry of pages?.entries ?? []) {
    const isOpen = entry.type === 'folder' && open.has(entry.path);
    rows.push({ kind: 'entry', entry, level, open: isOpen });
    if (isOpen) append(rows, entry.path, level + 1, open, folders);
  }
  if (pages?.error) rows.push({ kind: 'problem', folder, level, error: pages.error });
  else if (pages === undefined || pages.next !== null) rows.push({ kind: 'more', folder, level });
  else if (pages.entries.length === 0) rows.push({ kind: 'empty', folder, level });
}

/** What identifies a row as long as the snapshot is the same. */
export const keyOfRow = (row: TreeRow): string => (row.kind === 'entry' ? row.entry.path : `${row.kind}:${row.folder}`);
