import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRandom } from '../random.ts';
import type { Changed } from './tree.ts';

/** The files of a tree by number. */
export interface FileList {
  readonly count: number;
  readonly averageBytes: number;
  readonly nameOf: (file: number) => string;
}

const blockBytes = 4096;

/** Changes a share of the files: of those two thirds rewritten, one sixth deleted, and as many new ones made. */
export function changeFiles(list: FileList, share: number, seed: number): Changed {
  const random = createRandom(seed);
  const copied = new Map<string, number>();
  let deleted = 0;
  const put = (file: string) => {
    const bytes = crypto.randomBytes(Math.floor(random() * 2 * list.averageBytes));
    fs.writeFileSync(file, bytes);
    copied.set(file, blocksOf(bytes.length));
  };
  for (let change = 0; change < Math.round(list.count * share); change += 1) {
    const file = list.nameOf(Math.floor(random() * list.count));
    if (change % 6 === 5) {
      if (fs.existsSync(file)) deleted += 1;
      fs.rmSync(file, { force: true });
      copied.delete(file);
    } else if (change % 6 === 4) put(`${file}.${seed}.new`);
    else put(file);
  }
  return { files: copied.size, bytes: [...copied.values()].reduce((sum, bytes) => sum + bytes, 0), deleted };
}

export const blocksOf = (bytes: number): number => Math.ceil(bytes / blockBytes) * blockBytes;
