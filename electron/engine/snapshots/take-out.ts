import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hasEscapedBytes } from '#shared/domain/path-text.ts';
import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { errorCodeOf } from '../repository/destination-error.ts';
import { freeSpace } from '../repository/free-space.ts';
import { openToRead } from '../tools/open-to-read.ts';
import { removeTree } from '../tools/remove-tree.ts';
import { copiesPrefix } from './sweep-copies.ts';

export interface TakeOut {
  /** Where the file lies in the repository. */
  readonly place: string;
  /** As a person knows it, for the words of a failure. */
  readonly path: string;
  readonly snapshotName: string;
  /** Name of the copy, in path text. */
  readonly name: string;
  /** Hex SHA-256 that its content must have; null where none was recorded. */
  readonly sha256: string | null;
}

const pieceBytes = 1 << 20;

/**
 * Copies a file of a snapshot to a read-only file of its own below the system's folder for temporary files, and gives its
 * path. Throws `path-not-found`, `damaged` or `no-room-to-open`, and leaves nothing then. Synchronous: for a worker thread.
 */
export function takeOut({ place, path: told, snapshotName, name, sha256 }: TakeOut): string {
  const from = openSource(place, told, snapshotName);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), copiesPrefix));
  try {
    const { size } = fs.fstatSync(from);
    if (freeSpace(folder).freeBytes < size) throw noRoom(folder, told, size);
    const copy = path.join(folder, shownName(name));
    const sum = copyOrSayWhyNot(from, copy, () => noRoom(folder, told, size));
    if (sha256 !== null && sum !== sha256) throw new HoldfastError('damaged', { count: 1, snapshot: snapshotName });
    return copy;
  } catch (error) {
    removeTree(folder);
    throw error;
  } finally {
    fs.closeSync(from);
  }
}

function openSource(place: string, told: string, snapshotName: string): number {
  try {
    return openToRead(place);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP') throw error;
    throw new HoldfastError('path-not-found', { path: told, where: `the files of ${snapshotName} any more` }, error);
  }
}

function noRoom(folder: string, told: string, size: number): HoldfastError {
  const { freeBytes } = freeSpace(folder);
  const sizes = { size: formatBytes(size), free: formatBytes(freeBytes) };
  return new HoldfastError('no-room-to-open', { path: told, folder: os.tmpdir(), ...sizes });
}

/** Programs are given names as text: bytes that are none become question marks. */
const shownName = (name: string): string => (hasEscapedBytes(name) ? name.replaceAll(/[\uf780-\uf7ff]/g, '?') : name);

function copyOrSayWhyNot(from: number, copy: string, full: () => HoldfastError): string {
  try {
    return copyTo(from, copy);
  } catch (error) {
    const code = errorCodeOf(error);
    throw code === 'ENOSPC' || code === 'EDQUOT' ? full() : error;
  }
}

function copyTo(from: number, copy: string): string {
  const hash = createHash('sha256');
  const to = fs.openSync(copy, 'wx', 0o600);
  try {
    const piece = Buffer.allocUnsafe(pieceBytes);
    for (let read = fs.readSync(from, piece); read > 0; read = fs.readSync(from, piece)) {
      const bytes = piece.subarray(0, read);
      hash.update(bytes);
      for (let written = 0; written < read; ) written += fs.writeSync(to, bytes, written);
    }
    fs.fchmodSync(to, 0o400);
  } finally {
    fs.closeSync(to);
  }
  return hash.digest('hex');
}
