import fs from 'node:fs';
import path from 'node:path';
import { fsPath } from '../tools/fs-path.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { isIntact } from './is-damaged.ts';

/** A file (or link, or pipe) that gets another name in the new snapshot than the base has it under; paths below `files`. */
export interface FileToLink {
  readonly origin: string;
  readonly path: string;
  /** As recorded of it. */
  readonly type: number;
  readonly size: number;
  readonly mtimeS: number;
  readonly mtimeNs: number;
}

export interface LinkBatch {
  /** `files` folders of the base and of the new snapshot. */
  readonly from: string;
  readonly to: string;
  readonly files: readonly FileToLink[];
}

/** Indexes of those that could not be linked, and are to be copied. */
export type LinkResult = readonly number[];

const nothingKnown: ReadonlySet<string> = new Set();

/** Links files from the base into the new snapshot, and makes the folders for them (0700 while it is filled). */
export function linkFiles({ from, to, files }: LinkBatch): LinkResult {
  const makeParent = createParents(to);
  const base = { baseFiles: from, damaged: nothingKnown };
  return files.flatMap((file, index) => {
    if (!isIntact(base, file.origin, file)) return [index];
    return tryMaking(() => makeParent(path.dirname(file.path))) && tryLink(from + file.origin, to + file.path)
      ? []
      : [index];
  });
}

/** Codes of what can't be linked but may be copied: too many links, none here, gone meanwhile, a path too long. */
const copyCodes: ReadonlySet<string> = new Set(['EMLINK', 'EPERM', 'ENOENT', 'EXDEV', 'ENAMETOOLONG']);

/** Gives a file another name; false where it can't be linked but may be copied. */
export const tryLink = (from: string, to: string): boolean => tryMaking(() => fs.linkSync(fsPath(from), fsPath(to)));

function tryMaking(make: () => void): boolean {
  try {
    make();
    return true;
  } catch (error) {
    if (copyCodes.has((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Makes folders below `top`, which must be there, level by level and each once. */
export function createParents(top: string): (folder: string) => void {
  const made = new Set(['/']);
  const make = (folder: string): void => {
    if (made.has(folder)) return;
    make(path.dirname(folder));
    makeFolder(top + folder);
    made.add(folder);
  };
  return make;
}
