import fs from 'node:fs';
import path from 'node:path';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import { repositoryPaths } from './layout.ts';

/** So many names are looked at: a folder with more is no place where repositories are kept. */
const mostNames = 1000;

/** Repositories at a path, and in the folders directly below it. What can't be read holds none. Synchronous. */
export function repositoriesAt(place: string): string[] {
  const below = namesIn(place)
    .slice(0, mostNames)
    .map((name) => path.join(place, name));
  return [place, ...below].filter((folder) => fs.existsSync(fsPath(repositoryPaths(folder).marker)));
}

function namesIn(folder: string): string[] {
  try {
    return readNames(folder);
  } catch {
    return [];
  }
}
