import crypto from 'node:crypto';
import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import type { DumpedFile } from './dumped-database.ts';

/**
 * Sums of a dump's files: of one file, or of all in a folder. They become readable by their owner alone. `told`: the path
 * by which it is told. Rejects with the signal's reason, and with what reading rejects with.
 */
export async function hashDump(path: string, told: string, signal: AbortSignal): Promise<readonly DumpedFile[]> {
  if (!fs.lstatSync(fsPath(path)).isDirectory()) return [await hashFile(path, told, signal)];
  const files: DumpedFile[] = [];
  for (const name of readNames(path).sort()) files.push(await hashFile(`${path}/${name}`, `${told}/${name}`, signal));
  return files;
}

const chunkBytes = 1024 ** 2;

async function hashFile(path: string, told: string, signal: AbortSignal): Promise<DumpedFile> {
  fs.chmodSync(fsPath(path), 0o600);
  const hash = crypto.createHash('sha256');
  let size = 0;
  for await (const chunk of fs.createReadStream(fsPath(path), { highWaterMark: chunkBytes, signal })) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { path: told, size, sha256: hash.digest('hex') };
}
