import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launchBrowser } from '../../test/helpers/open-page.ts';
import { composeIcons } from './compose-icons.ts';
import { drawIcons } from './draw-icons.ts';
import { drawnFolder, iconPictures } from './icon-pictures.ts';

/**
 * Draws all icons anew from their SVG sources (`renderer/icon.svg`, `renderer/icons`, `sources`) into `drawn`, with the
 * Chromium that the tests use: `node build/icons/draw.ts`.
 */
const browser = await launchBrowser();
try {
  const drawn = await drawIcons(browser, iconPictures);
  rmSync(drawnFolder, { recursive: true, force: true });
  for (const [file, content] of [...drawn, ...composeIcons(drawn)]) {
    const place = join(drawnFolder, file);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
} finally {
  await browser.close();
}
