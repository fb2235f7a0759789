import fs from 'node:fs';
import path from 'node:path';
import { run } from '../measure-command.ts';
import { changeFiles } from './change-files.ts';
import type { Changed, Tree } from './tree.ts';

export interface Checkout extends Tree {
  change(share: number, seed: number): Changed;
}

const project = path.join(import.meta.dirname, '..', '..', '..');
/** Git's own store and what was built are not sources. */
const left: readonly string[] = ['.git', 'dist'];
const averageBytes = 8000;

/** A copy of this project as it lies here, sources and `node_modules`. */
export function checkout(root: string): Checkout {
  const names = fs.readdirSync(project).filter((name) => !left.includes(name));
  const files = names.flatMap((name) => filesBelow(path.join(project, name)));
  const sizes = files.map((file) => fs.statSync(file).size);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const one = path.join(root, 'package.json');
  const nameOf = (file: number) => path.join(root, path.relative(project, files[file] ?? ''));
  return {
    root,
    description: `this project's sources and node_modules: ${files.length.toLocaleString('en')} files, ${Math.round(bytes / 1e6)} MB`,
    bytes,
    make: async () => {
      fs.mkdirSync(root, { recursive: true });
      await run('cp', ['-a', ...names.map((name) => path.join(project, name)), root]);
    },
    oneFile: () => one,
    change: (share, seed) => changeFiles({ count: files.length, averageBytes, nameOf }, share, seed),
  };
}

const filesBelow = (folder: string): string[] =>
  fs.statSync(folder).isFile()
    ? [folder]
    : fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
