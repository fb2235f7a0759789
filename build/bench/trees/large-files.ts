import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { blocksOf } from './change-files.ts';
import type { Changed, Tree } from './tree.ts';

export interface LargeFiles extends Tree {
  /** A megabyte at the end of one file. */
  append(seed: number): Changed;
}

const million = 1_000_000;

/** A few large files of random content in one folder. */
export function largeFiles(root: string, shape: { readonly files: number; readonly megabytes: number }): LargeFiles {
  const { files, megabytes } = shape;
  const nameOf = (file: number) => path.join(root, 'footage', `recording-${file}.bin`);
  return {
    root,
    description: `${files} files of ${megabytes} MB`,
    bytes: files * megabytes * million,
    make: async () => {
      fs.mkdirSync(path.dirname(nameOf(0)), { recursive: true });
      for (let file = 0; file < files; file += 1)
        fs.writeFileSync(nameOf(file), crypto.randomBytes(megabytes * million));
    },
    oneFile: () => nameOf(0),
    append: (seed) => {
      const file = nameOf(1 + (seed % (files - 1)));
      fs.appendFileSync(file, crypto.randomBytes(million));
      return { files: 1, bytes: blocksOf(fs.statSync(file).size), deleted: 0 };
    },
  };
}
