import { isWithin } from '../../app/format/show-path.ts';

/** Adds a folder to those of a plan, none of which may lie inside another: the outermost one covers the rest. */
export function addFolder(folders: readonly string[], path: string): readonly string[] {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
  if (folders.some((folder) => isWithin(clean, folder))) return folders;
  return [...folders.filter((folder) => !isWithin(folder, clean)), clean];
}
