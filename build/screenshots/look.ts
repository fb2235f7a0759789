import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../vite/paths.ts';

const target = join(projectRoot, '.github/screenshots');

export interface Look {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** Arranges a page of its own, and takes a picture of it. */
export async function take(
  browser: Browser,
  url: string,
  look: Look,
  arrange: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await openLook(browser, url, look);
  await arrange(page);
  await shoot(page, look.name);
  await page.context().close();
}

export async function openLook(browser: Browser, url: string, look: Look): Promise<Page> {
  const { colorScheme, width = 1120, height = 700 } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(target, { recursive: true });
  // The pointer is nobody's business in a picture.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(target, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
