import crypto from 'node:crypto';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { encodePathText } from '#shared/domain/path-text.ts';
import { fsPath } from '../tools/fs-path.ts';

export interface GzipWriter {
  /** Adds text in path text: escaped bytes are written as the bytes they stand for. */
  add(text: string): void;
  /** Writes what is left, makes it durable, and gives the hex SHA-256 of the whole file. */
  close(): string;
}

const blockLength = 512 * 1024;

/** A gzip file written block by block, each a member of its own (RFC 1952 allows it; zcat reads them as one). */
export function createGzipWriter(path: string): GzipWriter {
  const file = fs.openSync(fsPath(path), 'wx', 0o600);
  const sum = crypto.createHash('sha256');
  let text = '';
  const flush = (): void => {
    const block = zlib.gzipSync(encodePathText(text), { level: 3 });
    sum.update(block);
    fs.writeSync(file, block);
    text = '';
  };
  return {
    add: (more) => {
      text += more;
      if (text.length >= blockLength) flush();
    },
    close: () => {
      flush();
      fs.fsyncSync(file);
      fs.closeSync(file);
      return sum.digest('hex');
    },
  };
}
