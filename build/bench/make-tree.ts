import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export interface TreeShape {
  readonly files: number;
  readonly filesInFolder: number;
  readonly averageBytes: number;
}

const foldersInFolder = 100;

/** Makes a tree of small files of random content (sizes from 0 to twice the average), the same for the same shape. */
export function makeTree(root: string, shape: TreeShape): void {
  const random = createRandom(1);
  const content = crypto.randomBytes(4 * shape.averageBytes);
  for (let file = 0; file < shape.files; file += 1) {
    const name = fileName(root, shape, file);
    if (file % shape.filesInFolder === 0) fs.mkdirSync(path.dirname(name), { recursive: true });
    const length = Math.floor(random() * 2 * shape.averageBytes);
    const start = Math.floor(random() * (content.length - length));
    fs.writeFileSync(name, content.subarray(start, start + length));
  }
}

export function fileName(root: string, { filesInFolder }: TreeShape, file: number): string {
  const folder = Math.floor(file / filesInFolder);
  const above = Math.floor(folder / foldersInFolder);
  return path.join(root, `area-${above}`, `project-${folder}`, `document-${file}.txt`);
}

/** Changes a share of the files: of those two thirds rewritten, one sixth deleted, and as many new ones made. */
export function changeTree(root: string, shape: TreeShape, share: number, seed: number): void {
  const random = createRandom(seed);
  const changes = Math.round(shape.files * share);
  for (let change = 0; change < changes; change += 1) {
    const file = fileName(root, shape, Math.floor(random() * shape.files));
    const bytes = crypto.randomBytes(Math.floor(random() * 2 * shape.averageBytes));
    if (change % 6 === 5) fs.rmSync(file, { force: true });
    else if (change % 6 === 4) fs.writeFileSync(`${file}.${seed}.new`, bytes);
    else fs.writeFileSync(file, bytes);
  }
}

/** Numerical Recipes' linear congruential generator: the same tree on every machine. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
