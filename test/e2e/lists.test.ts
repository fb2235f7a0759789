import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LaunchedHost, launchHost } from '../helpers/launch-host.ts';
import { launchBrowser, openPage } from '../helpers/open-page.ts';
import { protectThrough } from '../helpers/protect-through.ts';

let browser: Browser;
let host: LaunchedHost;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => host.stop());

const count = 1500;
const nameOf = (index: number): string => `letter ${String(index).padStart(4, '0')}.txt`;

test('a folder of more than a page is drawn only where it is in sight, and read on as one goes down', async () => {
  host = await launchHost({
    prepare: async (user) => {
      const folder = join(user, 'Documents', 'letters');
      await mkdir(folder, { recursive: true });
      await Promise.all(Array.from({ length: count }, (_, index) => writeFile(join(folder, nameOf(index)), '')));
    },
  });
  const { page, complaints } = await openPage(browser, host.url);
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.getByRole('link', { name: 'Time' }).click();
  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem', { name: 'letters' }).click();
  await tree.getByText(nameOf(0)).waitFor();
  expect(await tree.getByText(nameOf(1100)).count()).toBe(0);
  const atEnd = async (): Promise<number> => {
    await tree.press('End');
    return tree.getByText(nameOf(count - 1)).count();
  };
  await expect.poll(atEnd, { timeout: 30_000 }).toBe(1);
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(80);

  await page.getByRole('searchbox').fill('letter 0');
  const found = page.getByRole('region', { name: 'Found' });
  await found.getByText(nameOf(0)).waitFor();
  expect(await found.getByRole('listitem').count()).toBeLessThan(80);
  expect(complaints).toEqual([]);
});
