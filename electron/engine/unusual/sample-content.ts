import fs from 'node:fs';
import type { UnusualDetails } from '#shared/domain/unusual.ts';
import { fsPath } from '../tools/fs-path.ts';
import { leastBytes, looksScrambled } from './looks-scrambled.ts';

/** So much of each file is read. */
const headBytes = 64 * 1024;

/** How many of these files look encrypted or compressed; null where none could be read, or all were too short. */
export function sampleContent(paths: readonly string[]): UnusualDetails['sampled'] {
  const heads = paths.flatMap((path) => readHead(path) ?? []).filter(({ length }) => length >= leastBytes);
  if (heads.length === 0) return null;
  return { files: heads.length, scrambled: heads.filter(looksScrambled).length };
}

function readHead(path: string): Buffer | undefined {
  // A name in a snapshot may have been replaced by a link or a fifo: neither is followed or waited for.
  const flags = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK;
  try {
    const file = fs.openSync(fsPath(path), flags);
    try {
      const buffer = Buffer.alloc(headBytes);
      return buffer.subarray(0, fs.readSync(file, buffer, 0, headBytes, 0));
    } finally {
      fs.closeSync(file);
    }
  } catch {
    return undefined;
  }
}
