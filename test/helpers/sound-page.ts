import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type {} from '@tanstack/react-router';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Goes to an address within the page, as a link would (a reload needs the token again, which is not in the address), and
 * waits until its page is shown: until then the one before stays, which may have links of the same names.
 */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(async (to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
    const { pathname } = window.location;
    while (window.__TSR_ROUTER__?.state.resolvedLocation?.pathname !== pathname) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }, path);
}

/** Waits for the page's answer; then axe finds nothing, nothing is wider than the window, and its parts can be told. */
export async function expectSound(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await expectClean(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
  await expectOutlined(page);
}

/** One head, one page with one heading: the parts that people jump between who listen. */
async function expectOutlined(page: Page): Promise<void> {
  for (const part of ['banner', 'main'] as const) expect(await page.getByRole(part).count(), part).toBe(1);
  expect(await page.getByRole('heading', { level: 1 }).count(), 'headings of the page').toBe(1);
}

export async function expectClean(page: Page): Promise<void> {
  const found: unknown = await page.evaluate(
    `${await axe}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
  expect(found).toEqual([]);
}
