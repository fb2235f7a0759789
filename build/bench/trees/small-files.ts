import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createRandom } from '../random.ts';
import { changeFiles, type FileList } from './change-files.ts';
import type { Changed, Tree } from './tree.ts';

export interface SmallFilesShape {
  readonly files: number;
  readonly filesInFolder: number;
  readonly averageBytes: number;
}

export interface SmallFiles extends Tree {
  change(share: number, seed: number): Changed;
  /** Renames a folder with a fifth of all files and gives its new path. */
  rename(): string;
  renameBack(): void;
}

const shelves = 5;
const foldersInArea = 100;
const renamedShelf = 1;

/** Small files of random content, of sizes from 0 to twice the average, in folders three deep; the same for each shape. */
export function smallFiles(root: string, shape: SmallFilesShape): SmallFiles {
  const { files, filesInFolder, averageBytes } = shape;
  const list: FileList = { count: files, averageBytes, nameOf: (file) => fileName(root, shape, file) };
  const shelf = path.join(root, `shelf-${renamedShelf}`);
  const renamed = path.join(root, 'renamed');
  return {
    root,
    description: `${files.toLocaleString('en')} files of ${averageBytes / 1000} kB on average, ${filesInFolder} in a folder`,
    bytes: files * (averageBytes + 3000),
    oneFile: () => `${list.nameOf(0)}.one`,
    make: () => make(list, filesInFolder),
    change: (share, seed) => changeFiles(list, share, seed),
    rename: () => {
      fs.renameSync(shelf, renamed);
      return renamed;
    },
    renameBack: () => fs.renameSync(renamed, shelf),
  };
}

export function fileName(root: string, { files, filesInFolder }: SmallFilesShape, file: number): string {
  const folder = Math.floor(file / filesInFolder);
  const foldersInShelf = Math.ceil(files / filesInFolder / shelves);
  const above = [`shelf-${Math.floor(folder / foldersInShelf)}`, `area-${Math.floor(folder / foldersInArea)}`];
  return path.join(root, ...above, `project-${folder}`, `document-${file}.txt`);
}

async function make({ count, averageBytes, nameOf }: FileList, filesInFolder: number): Promise<void> {
  const random = createRandom(1);
  const content = crypto.randomBytes(4 * averageBytes);
  for (let file = 0; file < count; file += 1) {
    const name = nameOf(file);
    if (file % filesInFolder === 0) {
      fs.mkdirSync(path.dirname(name), { recursive: true });
      // So that a signal is heard.
      await setImmediate();
    }
    const length = Math.floor(random() * 2 * averageBytes);
    const start = Math.floor(random() * (content.length - length));
    fs.writeFileSync(name, content.subarray(start, start + length));
  }
  fs.writeFileSync(`${nameOf(0)}.one`, content.subarray(0, averageBytes));
}
