import fs from 'node:fs';
import { createGunzip } from 'node:zlib';
import { decodePathText } from '#shared/domain/path-text.ts';
import { fsPath } from './fs-path.ts';

/** Longest line that is read: one that holds a path of the greatest length, escaped, several times over. */
const longestLine = 1024 * 1024;

/** The lines of a gzip file as path text, block by block. Throws what reading and unpacking throw, and on a line beyond 1 MB. */
export async function* readGzipLines(path: string): AsyncGenerator<string[]> {
  const input = fs.createReadStream(fsPath(path));
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  input.on('error', (error) => unpacked.destroy(error));
  // One that comes after the last line was read, as when reading ends early, is nobody's business.
  unpacked.on('error', () => {});
  try {
    yield* splitLines(input.pipe(unpacked), path);
  } finally {
    unpacked.destroy();
    input.destroy();
  }
}

async function* splitLines(chunks: AsyncIterable<Buffer>, path: string): AsyncGenerator<string[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(10);
    if (end < 0) {
      rest = Buffer.concat([rest, chunk]);
      if (rest.length > longestLine) throw new RangeError(`${path} holds a line that is too long`);
      continue;
    }
    const whole = Buffer.concat([rest, chunk.subarray(0, end)]);
    rest = Buffer.from(chunk.subarray(end + 1));
    // A newline byte is never part of another character in UTF-8, so that a block can be decoded at once.
    yield decodePathText(whole).split('\n');
  }
  if (rest.length > 0) yield [decodePathText(rest)];
}
