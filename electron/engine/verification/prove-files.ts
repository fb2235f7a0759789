import fs from 'node:fs';
import { readExactly } from '../backup/hash-files.ts';
import { openToRead } from '../tools/open-to-read.ts';

/** Files to be proved, as flat lists: many of them cross between threads. */
export interface ProofBatch {
  readonly folder: string;
  /** Below the folder. */
  readonly names: readonly string[];
  /** Recorded sizes in bytes and SHA-256 sums (32 bytes each, one after the other), in the order of the names. */
  readonly sizes: Float64Array;
  readonly sums: Uint8Array;
}

/** A file that is not as recorded. `code` is the system's error that kept it from being read; null where it could be read. */
export interface Unproven {
  readonly index: number;
  readonly code: string | null;
}

/** Reads each file and compares it with its recorded size and sum; gives those that differ or can't be read. */
export function proveFiles({ folder, names, sizes, sums }: ProofBatch): readonly Unproven[] {
  const recorded = asBuffer(sums);
  return names.flatMap((name, index): readonly Unproven[] => {
    const wanted = recorded.toString('hex', index * sumBytes, (index + 1) * sumBytes);
    try {
      const { sha256 } = readFile(`${folder}/${name}`, sizes[index] ?? 0);
      return sha256 === wanted ? [] : [{ index, code: null }];
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return [{ index, code }];
    }
  });
}

export const sumBytes = 32;

/** What crosses between threads as a Buffer arrives as plain bytes. */
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function readFile(path: string, size: number): { readonly sha256: string | null } {
  const file = openToRead(path);
  try {
    // A pipe without a writer reads like an empty file.
    if (size === 0 && !fs.fstatSync(file).isFile()) return { sha256: null };
    return { sha256: readExactly(file, size) };
  } finally {
    fs.closeSync(file);
  }
}
