import fs from 'node:fs';
import path from 'node:path';
import { fsPath } from './fs-path.ts';

/**
 * Makes one folder (0700) unless it is there; only ever one level, so that a volume which went away is not made again on
 * the system disk.
 */
export function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(fsPath(folder), { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Makes `path` (`/a/b/c`) below `top`, which must be there, level by level. */
export function makeFoldersBelow(top: string, path: string): void {
  for (let slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    makeFolder(top + path.slice(0, slash));
  }
  makeFolder(top + path);
}

/**
 * Makes a folder and those above it that are missing, level by level. (`mkdir` with `recursive` never returns where a
 * file system such as /proc answers that a folder can't be found though the one above it is there.)
 */
export function makeFolders(folder: string): void {
  if (fs.existsSync(fsPath(folder))) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolders(above);
  makeFolder(folder);
}
