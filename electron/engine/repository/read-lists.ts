import crypto from 'node:crypto';
import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';
import { readGzipLines } from '../tools/read-gzip-lines.ts';
import type { SnapshotPaths } from './layout.ts';
import { type ListedEntry, parseMetadataLine, parseSumLine, type SumLine } from './parse-lists.ts';

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
  const passed = new Map<string, Buffer>();
  let lines: readonly string[] = [];
  let at = 0;

  const peek = (): SumLine | null => (at < lines.length ? parseSumLine(lines[at] ?? '') : null);
  const take = (path: string): Buffer | undefined => {
    const next = peek();
    if (next?.path === path) {
      at += 1;
      return next.sha256;
    }
    const known = passed.get(path);
    passed.delete(path);
    return known;
  };
  /** To the next line; false at the end. */
  const move = async (): Promise<boolean> => {
    const line = peek();
    if (line) passed.set(line.path, line.sha256);
    if (passed.size > 10 * lookAhead) passed.delete(passed.keys().next().value ?? '');
    at += 1;
    if (at < lines.length) return true;
    const block = await blocks.next();
    [lines, at] = [block.done ? [] : block.value, 0];
    return !block.done;
  };
  return {
    /** The sum, if it is the next one or was passed by; undefined else. */
    take,
    find: async (path: string): Promise<Buffer | null> => {
      for (let looked = 0; looked < lookAhead; looked += 1) {
        if (!(await move())) return null;
        const found = take(path);
        if (found) return found;
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
