import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import type { PreviewContent } from '#shared/domain/snapshot.ts';
import { fsPath } from '../tools/fs-path.ts';
import { decodeText } from './decode-text.ts';
import { pictureType } from './picture-type.ts';

const textLimit = 256 * 1024;
const pictureLimit = 8 * 1024 * 1024;

/** A file's beginning as text, or all of it as a picture; reads asynchronously, so on any thread. Never rejects. */
export async function readContent(path: string): Promise<PreviewContent> {
  try {
    // A name may have been replaced by a link or a fifo since it was backed up: neither is followed or waited for.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await fs.open(fsPath(path), flags);
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return { kind: 'none', reason: 'not-a-file' };
      return await look(file, stats.size);
    } finally {
      await file.close();
    }
  } catch {
    return { kind: 'none', reason: 'unavailable' };
  }
}

async function look(file: fs.FileHandle, size: number): Promise<PreviewContent> {
  const head = await readUpTo(file, Math.min(size, textLimit));
  const mediaType = pictureType(head);
  if (mediaType === undefined) return asText(head, size);
  if (size > pictureLimit) return { kind: 'none', reason: 'too-large' };
  return { kind: 'picture', mediaType, base64: (await readUpTo(file, size)).toString('base64') };
}

async function readUpTo(file: fs.FileHandle, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  let length = 0;
  while (length < bytes) {
    const { bytesRead } = await file.read(buffer, length, bytes - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function asText(head: Buffer, size: number): PreviewContent {
  const truncated = head.length < size;
  const decoded = decodeText(truncated ? withoutCutCharacter(head) : head);
  return decoded === undefined ? { kind: 'none', reason: 'binary' } : { kind: 'text', text: decoded.text, truncated };
}

/** The limit may fall within a character of up to four bytes: its beginning goes too. */
function withoutCutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= 4; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}
