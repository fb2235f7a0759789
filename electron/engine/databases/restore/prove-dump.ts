import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { fsPath } from '../../tools/fs-path.ts';
import type { DumpedFile } from '../dumped-database.ts';

/**
 * Reads all files of a dump and compares them with the sums that were recorded when it was made. Throws `damaged`, with
 * what was found, if one differs or is missing.
 */
export async function proveDump(
  context: RunContext,
  { folder, files }: { readonly folder: string; readonly files: readonly DumpedFile[] },
): Promise<void> {
  context.progress.enter('checking', { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) });
  const wrong: string[] = [];
  for (const file of files) {
    const place = `${folder}/${file.path}`;
    if ((await sumOf(place, context)) !== file.sha256) wrong.push(place);
    context.progress.advance({ files: 1 }, place);
  }
  if (wrong.length === 0) return;
  for (const place of wrong) {
    context.warn({
      code: 'file-damaged',
      path: place,
      message: `${place} is damaged or missing: nothing was restored from it.`,
    });
  }
  throw new HoldfastError('damaged', { count: wrong.length, snapshot: path.basename(folder) });
}

async function sumOf(file: string, context: RunContext): Promise<string | null> {
  const hash = crypto.createHash('sha256');
  try {
    for await (const chunk of fs.createReadStream(fsPath(file), { highWaterMark: 1024 * 1024 })) {
      hash.update(chunk);
      context.progress.advance({ bytes: chunk.length });
      context.signal.throwIfAborted();
    }
    return hash.digest('hex');
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
