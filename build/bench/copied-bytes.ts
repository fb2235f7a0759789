import fs from 'node:fs';
import path from 'node:path';

/** The size of all files below a folder that have no other name: what was copied there, not linked. */
export function copiedBytes(folder: string): number {
  let bytes = 0;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) bytes += copiedBytes(name);
    else if (entry.isFile()) {
      const { nlink, size } = fs.lstatSync(name);
      if (nlink === 1) bytes += size;
    }
  }
  return bytes;
}
