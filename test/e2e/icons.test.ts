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

/** How much two pictures differ on a ground of that grey, 0 to 255 on the average: in their colours, and without. */
async function difference(one: Buffer, other: Buffer, ground: number): Promise<{ colour: number; grey: number }> {
  return page.evaluate(compare, { one: one.toString('base64'), other: other.toString('base64'), ground });
}

/** Runs in the page, as a picture of a million points is better not handed over point by point. */
async function compare({ one, other, ground }: { one: string; other: string; ground: number }) {
  const pixelsOf = async (base64: string): Promise<Uint8ClampedArray> => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (context === null) throw new Error('nothing to draw on');
    context.fillStyle = `rgb(${ground} ${ground} ${ground})`;
    context.fillRect(0, 0, image.width, image.height);
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  };
  const [a, b] = [await pixelsOf(one), await pixelsOf(other)];
  if (a.length !== b.length) throw new Error('not of the same size');
  let [colour, grey] = [0, 0];
  for (let at = 0; at < a.length; at += 4) {
    const parts = [0, 1, 2].map((part) => (a[at + part] ?? 0) - (b[at + part] ?? 0));
    const [red = 0, green = 0, blue = 0] = parts;
    colour += (Math.abs(red) + Math.abs(green) + Math.abs(blue)) / 3;
    grey += Math.abs(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return { colour: (4 * colour) / a.length, grey: (4 * grey) / a.length };
}

test('the icons are what the script draws', async () => {
  // The largest come from the same drawing and would only take their time.
  const pictures = iconPictures.filter(({ pixels }) => pixels <= 256);
  for (const [file, png] of await drawIcons(browser, pictures)) {
    // Another version of the browser may smooth an edge otherwise.
    expect((await difference(png, drawn(file), 255)).colour, file).toBeLessThan(2);
  }
});

test.each([
  ['linux/good.png', 240],
  ['linux/good.png', 30],
  ['windows/good.png', 240],
  ['windows/good.png', 30],
  ['macos/goodTemplate.png', 240],
])('states differ without colour, too: %s on a ground of %i', async (file, ground) => {
  const pictures = plansStates.map((state) => drawn(`tray/${file.replace('good', state)}`));
  for (const [index, one] of pictures.entries()) {
    for (const other of pictures.slice(index + 1)) {
      expect((await difference(one, other, ground)).grey).toBeGreaterThan(4);
    }
  }
});

test('a Mac’s are black alone, so that the menu bar can give them its colour', async () => {
  const [first = '', ...others] = plansStates;
  const template = (state: string) => drawn(`tray/macos/${state}Template@2x.png`);
  // On black nothing of them is seen.
  for (const state of others) expect((await difference(template(first), template(state), 0)).colour).toBeLessThan(1);
});
