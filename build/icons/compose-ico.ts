/** A picture of so many pixels a side. */
export interface SizedPng {
  readonly pixels: number;
  readonly png: Buffer;
}

const headerBytes = 6;
const entryBytes = 16;

/** A Windows icon: a header, an entry for each picture, then the pictures as PNG (as Windows has read them since Vista). */
export function composeIco(pictures: readonly SizedPng[]): Buffer {
  const header = Buffer.alloc(headerBytes + entryBytes * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { pixels, png }] of pictures.entries()) {
    const at = headerBytes + entryBytes * index;
    // One byte for each side: 0 stands for 256.
    header.writeUInt8(pixels % 256, at);
    header.writeUInt8(pixels % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}
