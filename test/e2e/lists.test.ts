import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { protectThrough } from '../helpers/protect-through.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

const count = 1500;
const nameOf = (index: number): string => `letter ${String(index).padStart(4, '0')}.txt`;

test('a folder of more than a page is drawn only where it is in sight, and read on as one goes down', async () => {
  const { host, page, complaints } = await openWindow({
    prepare: async (user) => {
      const folder = join(user, 'Documents', 'letters');
      await mkdir(folder, { recursive: true });
      await Promise.all(Array.from({ length: count }, (_, index) => writeFile(join(folder, nameOf(index)), '')));
    },
  });
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
