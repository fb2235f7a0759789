import fs from 'node:fs';
import { fsPath } from './fs-path.ts';
import { readNames } from './read-names.ts';

/** Removes a folder and all below it, also where folders are read-only (a copy of a read-only folder is). Links are not followed. */
export function removeTree(folder: string): void {
  try {
    fs.rmSync(fsPath(folder), { recursive: true, force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOTEMPTY') throw error;
    openFolders(folder);
    fs.rmSync(fsPath(folder), { recursive: true, force: true });
  }
}

function openFolders(folder: string): void {
  fs.chmodSync(fsPath(folder), 0o700);
  for (const name of readNames(folder)) {
    const path = `${folder}/${name}`;
    if (fs.lstatSync(fsPath(path)).isDirectory()) openFolders(path);
  }
}
