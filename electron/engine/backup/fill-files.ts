import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fsPath } from '../tools/fs-path.ts';
import { openToRead } from '../tools/open-to-read.ts';
import { createParents } from './link-files.ts';

/** A regular file to copy. */
export interface FileToFill {
  /** Absolute source path. */
  readonly path: string;
  /** As the scan saw it. */
  readonly size: number;
}

export interface FillBatch {
  /** `files` folder of the new snapshot. */
  readonly to: string;
  readonly files: readonly FileToFill[];
}

/** For each file its SHA-256 (hex), or null if it was not copied: it can't be read, or has another size. */
export type FillResult = readonly (string | null)[];

const chunkBytes = 1024 * 1024;
let chunk: Buffer | undefined;

/**
 * Copies the contents of files into the new snapshot, making their folders (0700 while it is filled), and hashes them on
 * the way; attributes are left to rsync, and to look at the source again to whoever calls. Throws what concerns the
 * destination.
 */
export function fillFiles({ to, files }: FillBatch): FillResult {
  const makeParent = createParents(to);
  return files.map((file) => {
    try {
      makeParent(path.dirname(file.path));
      return fillFile(file, to + file.path);
    } catch (error) {
      // Too long a path only here: rsync is asked next, and says so.
      if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return null;
      throw error;
    }
  });
}

function fillFile(file: FileToFill, copy: string): string | null {
  const source = openSource(file.path);
  if (source === null) return null;
  try {
    const target = createAnew(copy);
    let sum: string | null = null;
    try {
      sum = copyContent(source, target, file.size);
    } finally {
      fs.closeSync(target);
    }
    if (sum !== null) return sum;
    fs.unlinkSync(fsPath(copy));
    return null;
  } finally {
    fs.closeSync(source);
  }
}

/** Null for what can't be opened: rsync is asked next, and says why. */
function openSource(source: string): number | null {
  try {
    return openToRead(source);
  } catch {
    return null;
  }
}

/** Never writes into what is there: it may be linked to older snapshots. */
function createAnew(copy: string): number {
  try {
    return fs.openSync(fsPath(copy), 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    fs.unlinkSync(fsPath(copy));
    return fs.openSync(fsPath(copy), 'wx', 0o600);
  }
}

/** Gives the sum of what was copied; null if reading fails or it is not `size` bytes long. */
function copyContent(source: number, target: number, size: number): string | null {
  chunk ??= Buffer.allocUnsafeSlow(chunkBytes);
  // One byte more than there should be: no second read tells that the file ends.
  const first = readOrNull(source, chunk, size + 1);
  if (first === size) {
    writeAll(target, chunk.subarray(0, first));
    return crypto.hash('sha256', chunk.subarray(0, first), 'hex');
  }
  const sum = crypto.createHash('sha256');
  let total = 0;
  for (let read = first; read !== 0; read = readOrNull(source, chunk, chunkBytes)) {
    if (read === null) return null;
    total += read;
    if (total > size) return null;
    sum.update(chunk.subarray(0, read));
    writeAll(target, chunk.subarray(0, read));
  }
  return total === size ? sum.digest('hex') : null;
}

function readOrNull(file: number, into: Buffer, atMost: number): number | null {
  try {
    return fs.readSync(file, into, 0, Math.min(atMost, into.length), null);
  } catch {
    return null;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(file, bytes, at, bytes.length - at);
}
