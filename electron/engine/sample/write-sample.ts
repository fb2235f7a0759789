import fs from 'node:fs/promises';
import path from 'node:path';
import { type SampleChange, sampleChanges } from './sample-changes.ts';
import { sampleFiles } from './sample-files.ts';

const dayMs = 24 * 60 * 60 * 1000;

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** Fills a folder, which is made if need be, with the sample's files. `now` in ms. Nothing of it waits long: for the main thread. */
export async function fillSample(folder: string, now: number, signal: AbortSignal): Promise<Written> {
  let bytes = 0;
  const files = sampleFiles();
  for (const { path: name, content, daysAgo } of files) {
    signal.throwIfAborted();
    const file = path.join(folder, name);
    const held = Buffer.from(content());
    await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await fs.writeFile(file, held, { mode: 0o600 });
    const at = new Date(now - daysAgo * dayMs);
    await fs.utimes(file, at, at);
    bytes += held.length;
  }
  return { files: files.length, bytes };
}

/** How often `changeSample` has something to do. */
export const changeRounds = sampleChanges.length;

/** Does to the sample's files what the round (0, 1 …) holds; what somebody has removed meanwhile is left alone. */
export async function changeSample(folder: string, round: number, signal: AbortSignal): Promise<void> {
  for (const change of sampleChanges[round] ?? []) {
    signal.throwIfAborted();
    await apply(folder, change).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

async function apply(folder: string, change: SampleChange): Promise<void> {
  const at = (name: string): string => path.join(folder, name);
  switch (change.kind) {
    case 'write':
      return fs.writeFile(at(change.path), change.content(), { mode: 0o600 });
    case 'append':
      return fs.appendFile(at(change.path), change.text);
    case 'move':
      return fs.rename(at(change.from), at(change.to));
    case 'remove':
      return fs.rm(at(change.path));
  }
}
