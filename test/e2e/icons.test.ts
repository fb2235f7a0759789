import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plansStates } from '#shared/state-of-plans.ts';
import { drawIcons } from '../../build/icons/draw-icons.ts';
import { drawnFolder, iconPictures } from '../../build/icons/icon-pictures.ts';
import { launchBrowser } from '../helpers/open-page.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(() => browser.close());

const drawn = (file: string): Buffer => readFileSync(join(drawnFolder, file));

/** Red, green, blue and opacity of each pixel, 0 to 255; colours as they look on a ground of that grey. */
async function pixelsOf(png: Buffer, ground: number): Promise<readonly number[]> {
  return page.evaluate(
    async ([base64, grey]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      if (context === null) return [];
      context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
      context.fillRect(0, 0, image.width, image.height);
      context.drawImage(image, 0, 0);
      return [...context.getImageData(0, 0, image.width, image.height).data];
    },
    [png.toString('base64'), ground] as const,
  );
}

/** How much two pictures differ, 0 to 255 for each part of a pixel on the average. */
function difference(one: readonly number[], other: readonly number[]): number {
  expect(one.length).toBe(other.length);
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length;
}

test('the icons are what the script draws', async () => {
  const anew = await drawIcons(browser, iconPictures);
  for (const [file, png] of anew) {
    for (const ground of [0, 255]) {
      // Another version of the browser may smooth an edge otherwise.
      expect(difference(await pixelsOf(png, ground), await pixelsOf(drawn(file), ground)), file).toBeLessThan(2);
    }
  }
});

const grey = (pixels: readonly number[]): readonly number[] =>
  Array.from({ length: pixels.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = pixels.slice(4 * index);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });

test.each([
  ['linux/good.png', 240],
  ['linux/good.png', 30],
  ['windows/good.png', 240],
  ['windows/good.png', 30],
  ['macos/goodTemplate.png', 240],
])('states differ without colour, too: %s on a ground of %i', async (file, ground) => {
  const pictures = await Promise.all(
    plansStates.map(async (state) => grey(await pixelsOf(drawn(`tray/${file.replace('good', state)}`), ground))),
  );
  for (const [index, one] of pictures.entries()) {
    for (const other of pictures.slice(index + 1)) expect(difference(one, other)).toBeGreaterThan(4);
  }
});

test('a Mac’s are black alone, so that the menu bar can give them its colour', async () => {
  for (const state of plansStates) {
    const onBlack = await pixelsOf(drawn(`tray/macos/${state}Template@2x.png`), 0);
    expect(grey(onBlack).every((value) => value < 2)).toBe(true);
  }
});
