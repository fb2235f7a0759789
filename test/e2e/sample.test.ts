import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { looks } from '../helpers/open-page.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

const makeSample = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Make sample data' }).click();
  await page.getByRole('heading', { name: 'Nothing of yours is backed up yet.' }).waitFor();
  await page.getByRole('heading', { name: 'There is sample data to look at' }).waitFor();
};

describe.each(looks)('$name', (look) => {
  test('sample data is made, looked at and removed by one click; axe finds nothing on the way', async () => {
    const { host, page, complaints } = await openWindow(look);
    await expectSound(page, 'Nothing is backed up yet.');
    await makeSample(page);
    await expectSound(page, 'Nothing of yours is backed up yet.');
    await page.getByRole('listitem', { name: 'Sample data' }).getByText('Sample', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Look around' }).click();
    await expectSound(page, /^“Sample data” as it was/);
    await go(page, '/plans');
    await expectSound(page, 'There is no plan yet.');
    await page.getByRole('link', { name: 'Sample data · Sample' }).click();
    await expectSound(page, 'Sample data');
    await page.getByText('it protects nothing of yours').waitFor();
    await page.getByRole('button', { name: 'Remove the sample data' }).click();
    await expectSound(page, 'Nothing is backed up yet.');
    await page.getByRole('button', { name: 'Make sample data' }).waitFor();
    expect(existsSync(join(host.folder, 'home', 'sample'))).toBe(false);
    expect(complaints).toEqual([]);
  });
});

test('beside a plan of one’s own it counts for nothing, and is removed in the settings', async () => {
  const { host, page } = await openWindow({ prepare: fillHome });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await go(page, '/settings');
  await page.getByRole('button', { name: 'Make sample data' }).click();
  await page.getByRole('progressbar', { name: 'Sample data is being made' }).waitFor();
  await page.getByRole('heading', { name: 'There is sample data to look at' }).waitFor();
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
  await writeFile(join(user, 'Documents', 'notes.txt'), 'notes\n');
}
