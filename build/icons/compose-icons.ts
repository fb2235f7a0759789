import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../vite/paths.ts';
import { composeIcns } from './compose-icns.ts';
import { composeIco, type SizedPng } from './compose-ico.ts';
import { macSizes } from './icon-pictures.ts';

const windowsSizes = [16, 24, 32, 48, 64, 128, 256] as const;

/** The files that are made of drawn pictures, and the one that can be drawn at any size. */
export function composeIcons(drawn: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  const sized = (folder: string, sizes: readonly number[]): readonly SizedPng[] =>
    sizes.map((pixels) => ({ pixels, png: pictureOf(drawn, `${folder}/${pixels}x${pixels}.png`) }));
  return new Map([
    ['holdfast.ico', composeIco(sized('app', windowsSizes))],
    ['holdfast.icns', composeIcns(sized('mac', macSizes))],
    ['holdfast.svg', readFileSync(join(projectRoot, 'renderer/icon.svg'))],
  ]);
}

function pictureOf(drawn: ReadonlyMap<string, Buffer>, file: string): Buffer {
  const png = drawn.get(file);
  if (png === undefined) throw new Error(`${file} is not drawn.`);
  return png;
}
