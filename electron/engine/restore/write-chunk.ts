import fs from 'node:fs';

const blockBytes = 4096;
const zeros = Buffer.alloc(blockBytes);
let back: Buffer | undefined;

/**
 * Writes bytes at a place of a file and reads them back; tells whether they are what was written. With `sparse`, blocks
 * of zeros are left out: they become holes, or the file's end, which is then the caller's to set.
 */
export function writeChunk(file: number, bytes: Buffer, at: number, sparse: boolean): boolean {
  if (!sparse) write(file, bytes, at);
  else for (const { from, to } of dataIn(bytes)) write(file, bytes.subarray(from, to), at + from);
  return isKept(file, bytes, at, sparse);
}

function write(file: number, bytes: Buffer, at: number): void {
  for (let written = 0; written < bytes.length; ) {
    written += fs.writeSync(file, bytes, written, bytes.length - written, at + written);
  }
}

/** Runs of blocks that hold anything but zeros. */
function* dataIn(bytes: Buffer): Generator<{ readonly from: number; readonly to: number }> {
  let from = 0;
  for (let at = 0; at < bytes.length; at += blockBytes) {
    const end = Math.min(at + blockBytes, bytes.length);
    if (bytes.compare(zeros, 0, end - at, at, end) !== 0) continue;
    if (at > from) yield { from, to: at };
    from = end;
  }
  if (from < bytes.length) yield { from, to: bytes.length };
}

/** What a sparse file lacks at its end so far will read as zeros. */
function isKept(file: number, bytes: Buffer, at: number, sparse: boolean): boolean {
  if (!back || back.length < bytes.length) back = Buffer.allocUnsafeSlow(bytes.length);
  const read = fs.readSync(file, back, 0, bytes.length, at);
  if (read < bytes.length && !sparse) return false;
  return bytes.compare(back, 0, read, 0, read) === 0 && dataIn(bytes.subarray(read)).next().done === true;
}
