import { folderOf } from '../../app/format/show-path.ts';
import type { TreeRow } from './tree-rows.ts';

/** What a key asks of the tree. */
export type TreeAction =
  | { readonly type: 'focus'; readonly index: number }
  | { readonly type: 'toggle'; readonly path: string }
  | { readonly type: 'open'; readonly path: string }
  | { readonly type: 'check'; readonly path: string };

const page = 10;

/**
 * The tree's keyboard, as the ARIA practices describe it: up, down, Home, End, Page keys move; right opens a folder or
 * goes into it; left closes it or goes to its parent; Enter does what a press does; Space chooses. Undefined for any other key.
 */
export function treeKey(key: string, rows: readonly TreeRow[], index: number): TreeAction | undefined {
  const row = rows[index];
  const focus = (to: number): TreeAction => ({ type: 'focus', index: Math.max(0, Math.min(to, rows.length - 1)) });
  switch (key) {
    case 'ArrowDown':
      return focus(index + 1);
    case 'ArrowUp':
      return focus(index - 1);
    case 'PageDown':
      return focus(index + page);
    case 'PageUp':
      return focus(index - page);
    case 'Home':
      return focus(0);
    case 'End':
      return focus(rows.length - 1);
  }
  if (row?.kind !== 'entry') return undefined;
  const { entry, open } = row;
  switch (key) {
    case 'ArrowRight':
      if (entry.type !== 'folder') return undefined;
      return open ? focus(index + 1) : { type: 'toggle', path: entry.path };
    case 'ArrowLeft':
      return open ? { type: 'toggle', path: entry.path } : focusParent(rows, index, entry.path);
    case 'Enter':
      return { type: 'open', path: entry.path };
    case ' ':
      return { type: 'check', path: entry.path };
    default:
      return undefined;
  }
}

function focusParent(rows: readonly TreeRow[], index: number, path: string): TreeAction | undefined {
  const parent = folderOf(path);
  for (let at = index - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row?.kind === 'entry' && row.entry.path === parent) return { type: 'focus', index: at };
  }
  return undefined;
}
