import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';

/** A chosen path and where it goes. `''` stands for `/`, so that a name can always be put behind a slash. */
export interface RestoreRoot {
  readonly source: string;
  readonly target: string;
  /** Folders that the two lie below in the same way: the snapshot's copy is at `files` + sourceBase + name. */
  readonly sourceBase: string;
  readonly targetBase: string;
}

/**
 * Where chosen source paths go: in place, or each under its own name into the folder `to`; `/` gives the whole tree.
 * What lies below another chosen path is not named twice. Throws `invalid-input` when two would come to lie at one place.
 */
export function restoreTargets(chosen: readonly string[], to: string | null): RestoreRoot[] {
  const sources = outermost(chosen.map((source) => (source === '/' ? '' : source)));
  if (to === null) return sources.map((source) => ({ source, target: source, sourceBase: '', targetBase: '' }));
  const folder = to === '/' ? '' : to;
  const roots = sources.map((source) => {
    const sourceBase = source === '' ? '' : source.slice(0, source.lastIndexOf('/'));
    return { source, target: folder + source.slice(sourceBase.length), sourceBase, targetBase: folder };
  });
  for (const [index, { source, target }] of roots.entries()) {
    const other = roots.findIndex((root) => root.target === target);
    if (other === index) continue;
    const reason = `${roots[other]?.source} and ${source} would both become ${target}. Restore them one after the other.`;
    throw new HoldfastError('invalid-input', { reason });
  }
  return roots;
}

function outermost(sources: readonly string[]): string[] {
  const unique = [...new Set(sources.length === 0 ? [''] : sources)].sort();
  return unique.filter((source) => !unique.some((other) => other !== source && isWithin(source, other)));
}

/** Whether a path is that folder or lies below it; both without a slash at the end. */
export const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

/** Paths of the folders above a path, the topmost first, without `/`. */
export function foldersAbove(inner: string): string[] {
  const above: string[] = [];
  for (let at = path.posix.dirname(inner || '/'); at !== '/'; at = path.posix.dirname(at)) above.unshift(at);
  return above;
}
