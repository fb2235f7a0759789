import crypto from 'node:crypto';
import fs from 'node:fs';
import { type FileRecord, fileType, toFileRecord } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { openToRead } from '../tools/open-to-read.ts';

export interface HashBatch {
  /** Folder of the copies and, to look whether it has changed meanwhile, of the originals. */
  readonly copies: string;
  readonly originals: string | null;
  /** Names below both. */
  readonly names: readonly string[];
}

/** A file's sum (hex) and what it is; null where the copy is not there. */
export interface HashedFile {
  readonly name: string;
  readonly sha256: string | null;
  readonly copy: FileRecord | null;
  /** The original as it is now; null when it is gone or was not asked for. */
  readonly original: FileRecord | null;
}

export type HashResult = readonly HashedFile[];

const chunkBytes = 1024 * 1024;
let chunk: Buffer | undefined;

/** Reads each copy and gives its SHA-256; then looks at the original again. */
export function hashFiles({ copies, originals, names }: HashBatch): HashResult {
  return names.map((name) => {
    const hashed = hashFile(`${copies}/${name}`);
    return { name, ...hashed, original: originals === null ? null : recordOrNull(`${originals}/${name}`) };
  });
}

/**
 * SHA-256 (hex) of one regular file, read in chunks of 1 MB; no sum where it is not there, can't be opened or is not a
 * regular file. Throws what reading throws.
 */
export function hashFile(path: string): { sha256: string | null; copy: FileRecord | null } {
  const record = recordOrNull(path);
  if (record === null || record.type !== fileType.file) return { sha256: null, copy: record };
  const file = openOrNull(path);
  if (file === null) return { sha256: null, copy: record };
  try {
    return { sha256: readSum(file, record.size), copy: record };
  } finally {
    fs.closeSync(file);
  }
}

function readSum(file: number, size: number): string {
  chunk ??= Buffer.allocUnsafeSlow(chunkBytes);
  let read = fs.readSync(file, chunk);
  if (read === size && read < chunkBytes) return crypto.hash('sha256', chunk.subarray(0, read), 'hex');
  const hash = crypto.createHash('sha256');
  while (read > 0) {
    hash.update(chunk.subarray(0, read));
    read = fs.readSync(file, chunk);
  }
  return hash.digest('hex');
}

/** SHA-256 (hex) of an open file that should have `size` bytes; null if it has more or fewer. Throws what reading throws. */
export function readExactly(file: number, size: number): string | null {
  chunk ??= Buffer.allocUnsafeSlow(chunkBytes);
  // One byte more than there should be: no second read tells that the file ends.
  const first = fs.readSync(file, chunk, 0, Math.min(size + 1, chunkBytes), null);
  if (first === size) return crypto.hash('sha256', chunk.subarray(0, first), 'hex');
  const hash = crypto.createHash('sha256');
  let total = 0;
  for (let read = first; read > 0; read = fs.readSync(file, chunk)) {
    total += read;
    if (total > size) return null;
    hash.update(chunk.subarray(0, read));
  }
  return total === size ? hash.digest('hex') : null;
}

/** Codes that concern one file only; anything else (EIO, ENXIO …) is the volume's. */
const fileCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);

const concernsOneFile = (error: unknown): boolean => fileCodes.has((error as NodeJS.ErrnoException).code ?? '');

function openOrNull(path: string): number | null {
  try {
    return openToRead(path);
  } catch (error) {
    if (concernsOneFile(error)) return null;
    throw error;
  }
}

/** What lies at a path; null if that can't be told. Throws what concerns the volume. */
export function recordOrNull(path: string): FileRecord | null {
  try {
    const stats = fs.lstatSync(fsPath(path), { bigint: true, throwIfNoEntry: false });
    return stats ? toFileRecord(stats) : null;
  } catch (error) {
    if (concernsOneFile(error)) return null;
    throw error;
  }
}
