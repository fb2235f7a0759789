import crypto from 'node:crypto';
import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';
import { readGzipLines } from '../tools/read-gzip-lines.ts';
import type { SnapshotPaths } from './layout.ts';
import { type ListedEntry, parseMetadataLine, parseSumLine } from './parse-lists.ts';

export interface ReadEntry extends ListedEntry {
  readonly sha256: Buffer | null;
}

/** So many sums are looked through for one that should be next: both lists are written in one order. */
const lookAhead = 1000;

/**
 * The entries of a snapshot as its two lists tell them, block by block; null for a line that is none. Memory does not
 * grow with the snapshot.
 */
export async function* readLists(paths: SnapshotPaths): AsyncGenerator<(ReadEntry | null)[]> {
  const sums = createSumReader(paths.sums);
  try {
    for await (const lines of readGzipLines(paths.metadata)) {
      const entries: (ReadEntry | null)[] = [];
      for (const line of lines) {
        const entry = parseMetadataLine(line);
        const sha256 = entry?.type === 0 ? (sums.take(entry.path) ?? (await sums.find(entry.path))) : null;
        entries.push(entry && { ...entry, sha256 });
      }
      yield entries;
    }
  } finally {
    await sums.close();
  }
}

function createSumReader(file: string) {
  const blocks = readGzipLines(file);
  const ahead = new Map<string, Buffer>();
  let lines: readonly string[] = [];
  let at = 0;
  let ended = false;

  const take = (path: string): Buffer | undefined => {
    const known = ahead.get(path);
    if (known) {
      ahead.delete(path);
      return known;
    }
    const next = at < lines.length ? parseSumLine(lines[at] ?? '') : null;
    if (next?.path !== path) return undefined;
    at += 1;
    return next.sha256;
  };
  return {
    /** The sum, if it is the next one or was passed by; undefined else. */
    take,
    find: async (path: string): Promise<Buffer | null> => {
      for (let looked = 0; looked < lookAhead && !ended; looked += 1) {
        if (at >= lines.length) {
          const block = await blocks.next();
          ended = block.done === true;
          lines = block.done ? [] : block.value;
          at = 0;
        }
        const found = take(path);
        if (found) return found;
        const passed = at < lines.length ? parseSumLine(lines[at] ?? '') : null;
        if (passed) ahead.set(passed.path, passed.sha256);
        at += 1;
        if (ahead.size > 10 * lookAhead) ahead.delete(ahead.keys().next().value ?? '');
      }
      return null;
    },
    close: async (): Promise<void> => void (await blocks.return(undefined)),
  };
}

/** Hex SHA-256 of a whole file, read in chunks; null when it can't be read. */
export async function sumOfFile(file: string): Promise<string | null> {
  const hash = crypto.createHash('sha256');
  try {
    for await (const chunk of fs.createReadStream(fsPath(file))) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
