import type { SizedPng } from './compose-ico.ts';

/** The types of a Mac's icon that hold a PNG, by pixels; some stand for half as many points on a fine screen. */
const types: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic13', 'ic08'],
  512: ['ic14', 'ic09'],
  1024: ['ic10'],
};

/** A Mac's icon: blocks of a type, their length with this header of eight bytes, and a PNG. */
export function composeIcns(pictures: readonly SizedPng[]): Buffer {
  const blocks = pictures.flatMap(({ pixels, png }) => (types[pixels] ?? []).map((type) => block(type, png)));
  return block('icns', Buffer.concat(blocks));
}

function block(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8, type, 'ascii');
  header.writeUInt32BE(content.length + header.length, 4);
  return Buffer.concat([header, content]);
}
