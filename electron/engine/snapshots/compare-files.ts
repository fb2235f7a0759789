import fs from 'node:fs';
import type { NotComparable, TextComparison } from '#shared/domain/finding.ts';
import { errorCodeOf } from '../repository/destination-error.ts';
import { openToRead } from '../tools/open-to-read.ts';
import { buildHunks } from './build-hunks.ts';
import { decodeText } from './decode-text.ts';
import { matchLines } from './match-lines.ts';
import { pictureType } from './picture-type.ts';
import { splitLines } from './split-lines.ts';

/** A file on disk. */
export interface ComparedFile {
  readonly path: string;
  /** What it is when it is not there. */
  readonly absent: 'missing' | 'unavailable';
}

const largestText = 1024 * 1024;
/** Files of equal size are compared byte by byte up to that: a few tenths of a second. */
const largestSame = 128 * 1024 * 1024;

/** How two files differ, line by line if they are texts of up to 1 MB. Synchronous: for a worker thread. Never throws. */
export function compareFiles(from: ComparedFile, to: ComparedFile): TextComparison {
  const before = openSide(from);
  if (typeof before === 'string') return { kind: 'none', reason: before, side: 'from' };
  try {
    const after = openSide(to);
    if (typeof after === 'string') return { kind: 'none', reason: after, side: 'to' };
    try {
      return compareSides(before, after);
    } finally {
      fs.closeSync(after.file);
    }
  } catch {
    return { kind: 'none', reason: 'unavailable', side: 'from' };
  } finally {
    fs.closeSync(before.file);
  }
}

interface Facts {
  readonly size: number;
  readonly modifiedAt: string;
}

interface OpenSide extends Facts {
  readonly file: number;
  /** Up to 1 MB of its beginning. */
  readonly head: Buffer;
}

function openSide({ path, absent }: ComparedFile): OpenSide | NotComparable {
  let file: number;
  try {
    file = openToRead(path);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return absent;
    return code === 'ELOOP' || code === 'ENXIO' ? 'not-a-file' : 'unavailable';
  }
  const side = readHead(file);
  if (typeof side === 'string') fs.closeSync(file);
  return side;
}

function readHead(file: number): OpenSide | NotComparable {
  try {
    const stats = fs.fstatSync(file);
    if (!stats.isFile()) return 'not-a-file';
    const { size, mtime } = stats;
    return { file, size, modifiedAt: mtime.toISOString(), head: readAt(file, 0, Math.min(size, largestText)) };
  } catch {
    return 'unavailable';
  }
}

function readAt(file: number, position: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  let length = 0;
  while (length < bytes) {
    const read = fs.readSync(file, buffer, length, bytes - length, position + length);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}

function compareSides(before: OpenSide, after: OpenSide): TextComparison {
  const [from, to] = [factsOf(before), factsOf(after)];
  if (isSame(before, after)) return { kind: 'same', from, to };
  if ([before, after].every(({ head }) => pictureType(head) !== undefined)) return { kind: 'pictures', from, to };
  const [one, other] = [readText(before), readText(after)];
  if (typeof one === 'string') return { kind: 'none', reason: one, side: 'from' };
  if (typeof other === 'string') return { kind: 'none', reason: other, side: 'to' };
  return {
    kind: 'text',
    from: { ...from, ...one.facts },
    to: { ...to, ...other.facts },
    ...buildHunks({ before: one.lines, after: other.lines }, matchLines(one.lines, other.lines)),
  };
}

const factsOf = ({ size, modifiedAt }: OpenSide): Facts => ({ size, modifiedAt });

function isSame(one: OpenSide, other: OpenSide): boolean {
  if (one.size !== other.size || one.size > largestSame || !one.head.equals(other.head)) return false;
  for (let at = largestText; at < one.size; at += largestText) {
    const piece = readAt(one.file, at, largestText);
    if (!piece.equals(readAt(other.file, at, largestText))) return false;
  }
  return true;
}

function readText({ head, size }: OpenSide) {
  const decoded = decodeText(head);
  if (!decoded) return 'binary' as const;
  if (size > largestText) return 'too-large' as const;
  const { lines, ...facts } = splitLines(decoded.text);
  return { lines, facts: { encoding: decoded.encoding, ...facts } };
}
