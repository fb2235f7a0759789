import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import { hashFile } from '../backup/hash-files.ts';
import { fsPath } from '../tools/fs-path.ts';

const readAtOnce = 4 * 1024 * 1024;

/** SHA-256 (hex) of a file's content; null when it can't be read. Large files are read with pauses between chunks. */
export async function sumOf(path: string, size: number, pause: () => Promise<void>): Promise<string | null> {
  try {
    return size <= readAtOnce ? hashFile(path).sha256 : await sumInChunks(path, pause);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}

async function sumInChunks(path: string, pause: () => Promise<void>): Promise<string> {
  const hash = crypto.createHash('sha256');
  const chunk = Buffer.allocUnsafe(1024 * 1024);
  const file = await fs.open(fsPath(path));
  try {
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, bytesRead));
      await pause();
    }
  } finally {
    await file.close();
  }
}
