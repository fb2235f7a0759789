import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { IconPicture } from './icon-pictures.ts';

/** Draws each picture in the browser; gives the PNGs by their files. */
export async function drawIcons(
  browser: Browser,
  pictures: readonly IconPicture[],
): Promise<ReadonlyMap<string, Buffer>> {
  const page = await browser.newPage();
  try {
    const drawn = new Map<string, Buffer>();
    for (const { file, source, pixels, margin } of pictures) {
      const svg = readFileSync(source, 'utf8').replace('<svg ', `<svg width="${pixels}" height="${pixels}" `);
      const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
      const base64 = await page.evaluate(drawOne, { address, pixels, free: Math.round(pixels * margin) });
      drawn.set(file, Buffer.from(base64, 'base64'));
    }
    return drawn;
  } finally {
    await page.close();
  }
}

interface Drawing {
  readonly address: string;
  readonly pixels: number;
  /** Pixels that stay free on each side. */
  readonly free: number;
}

/** Runs in the page. */
async function drawOne({ address, pixels, free }: Drawing): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = pixels;
  canvas.height = pixels;
  canvas.getContext('2d')?.drawImage(image, free, free, pixels - 2 * free, pixels - 2 * free);
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}
