import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { looks, type PageOptions } from '../helpers/open-page.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

/** Three backups and a test restore take their time on a busy machine. */
const untilMade = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'There is sample data to look at' }).waitFor({ timeout: 150_000 });

const makeSample = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Make sample data' }).click();
  await untilMade(page);
};

test('sample data is made, looked at and removed by one click; axe finds nothing on the way', async () => {
  const { host, page, complaints } = await openWindow();
  await expectSound(page, 'Nothing is backed up yet.');
  await makeSample(page);
  for (const look of looks) await expectSoundIn(page, look);
  await page.getByRole('link', { name: 'Sample data · Sample' }).click();
  await expectSound(page, 'Sample data');
  await page.getByText('it protects nothing of yours').waitFor();
  await page.getByRole('button', { name: 'Remove the sample data' }).click();
  await expectSound(page, 'Nothing is backed up yet.');
  await page.getByRole('button', { name: 'Make sample data' }).waitFor();
  expect(existsSync(join(host.folder, 'home', 'sample'))).toBe(false);
  expect(complaints).toEqual([]);
});

/** Ends on the plans. */
async function expectSoundIn(page: Page, { colorScheme, width, height }: PageOptions): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width: width ?? 1280, height: height ?? 800 });
  await go(page, '/');
  await expectSound(page, 'Nothing of yours is backed up yet.');
  await page.getByRole('listitem', { name: 'Sample data' }).getByText('Sample', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Look around' }).click();
  await expectSound(page, /^“Sample data” as it was/);
  await go(page, '/plans');
  await expectSound(page, 'There is no plan yet.');
}

test('beside a plan of one’s own it counts for nothing, and is removed in the settings', async () => {
  const { host, page } = await openWindow({ prepare: fillHome });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await go(page, '/settings');
  await page.getByRole('button', { name: 'Make sample data' }).click();
  await page.getByRole('progressbar', { name: 'Sample data is being made' }).waitFor();
  await untilMade(page);
  await go(page, '/');
  await expectSound(page, 'Everything is backed up.');
  await page.getByText('1 plan · ').waitFor();
  await go(page, '/settings');
  await page.getByRole('button', { name: 'Remove the sample data' }).click();
  await page.getByRole('button', { name: 'Make sample data' }).waitFor();
  await go(page, '/');
  await expectSound(page, 'Everything is backed up.');
});

test('stopped while it is made, nothing of it stays', async () => {
  const { host, page } = await openWindow();
  await page.getByRole('button', { name: 'Make sample data' }).click();
  await page.getByRole('button', { name: 'Stop and remove it' }).click();
  await page.getByRole('heading', { name: 'Nothing is backed up yet.' }).waitFor();
  await page.getByRole('button', { name: 'Make sample data' }).waitFor();
  expect(existsSync(join(host.folder, 'home', 'sample'))).toBe(false);
  expect(await page.getByRole('alert').count()).toBe(0);
});

async function fillHome(user: string): Promise<void> {
  await mkdir(join(user, 'Documents'), { recursive: true });
  for (const name of ['notes', 'letter']) await writeFile(join(user, 'Documents', `${name}.txt`), `${name}\n`);
}
