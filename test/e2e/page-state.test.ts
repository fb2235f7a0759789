import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { protectThrough } from '../helpers/protect-through.ts';
import { go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

test('title and icon of the page tell how the plans stand, whichever page is open', async () => {
  const { host, page, complaints } = await openWindow({ prepare: fill });
  const icon = () => page.locator('link[rel="icon"]').getAttribute('href');
  const shows = (title: string, state: string) =>
    vi.waitFor(
      async () => {
        expect(await page.title()).toBe(title);
        expect(await icon()).toMatch(new RegExp(`/assets/${state}-[^/]+\\.svg$`));
      },
      { timeout: 20_000 },
    );
  await shows('⚠︎ Nothing is backed up yet – Holdfast', 'attention');
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await shows('Holdfast', 'good');
  await rm(join(host.folder, 'drive'), { recursive: true });
  await page.getByRole('button', { name: 'Back up now' }).click();
  await go(page, '/plans');
  await shows('⚠︎ The drive of 1 plan is not connected – Holdfast', 'attention');
  const address = new URL((await icon()) ?? '', page.url());
  expect((await fetch(address)).headers.get('content-type')).toBe('image/svg+xml');
  expect(complaints).toEqual([]);
});

async function fill(user: string): Promise<void> {
  await mkdir(join(user, 'Documents'));
  for (const name of ['letter', 'answer']) await writeFile(join(user, 'Documents', name), 'Dear reader');
}
