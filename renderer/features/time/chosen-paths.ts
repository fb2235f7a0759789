import { isWithin } from '../../app/format/show-path.ts';

/** Whether a path is to be restored: chosen itself, or through a folder above it. */
export const isChosen = (chosen: ReadonlySet<string>, path: string): boolean =>
  chosen.has(path) || isBelowChosen(chosen, path);

/** Whether a folder above the path is chosen: it then can't be left out by itself. */
export function isBelowChosen(chosen: ReadonlySet<string>, path: string): boolean {
  for (let at = path.lastIndexOf('/'); at >= 0; at = path.lastIndexOf('/', at - 1)) {
    if (chosen.has(at === 0 ? '/' : path.slice(0, at))) return true;
    if (at === 0) return false;
  }
  return false;
}

/** Chooses a path or lets go of it. Choosing a folder takes the place of what was chosen below it. */
export function togglePath(chosen: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (next.delete(path) || isBelowChosen(chosen, path)) return next;
  for (const other of chosen) if (isWithin(other, path)) next.delete(other);
  return next.add(path);
}
