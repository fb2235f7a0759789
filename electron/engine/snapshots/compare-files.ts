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

const largestBytes = 1024 * 1024;

/** How two files differ, line by line if they are texts of up to 1 MB. Synchronous: for a worker thread. Never throws. */
export function compareFiles(from: ComparedFile, to: ComparedFile): TextComparison {
  const [before, after] = [readSide(from), readSide(to)];
  if (typeof before === 'string') return { kind: 'none', reason: before, side: 'from' };
  if (typeof after === 'string') return { kind: 'none', reason: after, side: 'to' };
  const [one, other] = [factsOf(before), factsOf(after)];
  if (before.isPicture && after.isPicture) {
    return { kind: isSame(before, after) ? 'same' : 'pictures', from: one, to: other };
  }
  if (before.bytes === undefined) return { kind: 'none', reason: 'too-large', side: 'from' };
  if (after.bytes === undefined) return { kind: 'none', reason: 'too-large', side: 'to' };
  if (before.bytes.equals(after.bytes)) return { kind: 'same', from: one, to: other };
  return compareTexts({ ...one, bytes: before.bytes }, { ...other, bytes: after.bytes });
}

interface Facts {
  readonly size: number;
  readonly modifiedAt: string;
}

interface ReadSide extends Facts {
  readonly isPicture: boolean;
  /** Undefined where it is too large. */
  readonly bytes: Buffer | undefined;
}

function readSide({ path, absent }: ComparedFile): ReadSide | NotComparable {
  let file: number;
  try {
    file = openToRead(path);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return absent;
    return code === 'ELOOP' || code === 'ENXIO' ? 'not-a-file' : 'unavailable';
  }
  try {
    const stats = fs.fstatSync(file);
    if (!stats.isFile()) return 'not-a-file';
    const head = readUpTo(file, Math.min(stats.size, largestBytes));
    return {
      size: stats.size,
      modifiedAt: stats.mtime.toISOString(),
      isPicture: pictureType(head) !== undefined,
      bytes: stats.size > largestBytes ? undefined : head,
    };
  } catch {
    return 'unavailable';
  } finally {
    fs.closeSync(file);
  }
}

function readUpTo(file: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  let length = 0;
  while (length < bytes) {
    const read = fs.readSync(file, buffer, length, bytes - length, length);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}

const factsOf = ({ size, modifiedAt }: ReadSide): Facts => ({ size, modifiedAt });

const isSame = ({ bytes: one }: ReadSide, { bytes: other }: ReadSide): boolean =>
  one !== undefined && other !== undefined && one.equals(other);

interface Content extends Facts {
  readonly bytes: Buffer;
}

function compareTexts({ bytes: before, ...from }: Content, { bytes: after, ...to }: Content): TextComparison {
  const [one, other] = [readText(before), readText(after)];
  if (!one) return { kind: 'none', reason: 'binary', side: 'from' };
  if (!other) return { kind: 'none', reason: 'binary', side: 'to' };
  const texts = { before: one.lines, after: other.lines };
  return {
    kind: 'text',
    from: { ...from, ...one.facts },
    to: { ...to, ...other.facts },
    ...buildHunks(texts, matchLines(texts.before, texts.after)),
  };
}

function readText(bytes: Buffer) {
  const decoded = decodeText(bytes);
  if (!decoded) return undefined;
  const { lines, ...facts } = splitLines(decoded.text);
  return { lines, facts: { encoding: decoded.encoding, ...facts } };
}
