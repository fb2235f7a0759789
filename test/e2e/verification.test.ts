import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { protectThrough } from '../helpers/protect-through.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

test('what is damaged is found, shown wherever the snapshot is, and repaired', async () => {
  const { host, page, complaints } = await openWindow({
    prepare: async (user) => {
      await mkdir(join(user, 'Documents'));
      await writeFile(join(user, 'Documents', 'letter.txt'), 'Dear bank');
      await writeFile(join(user, 'Documents', 'gone.txt'), 'No longer there');
    },
  });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('link', { name: 'Verification' }).click();
  await page.getByRole('heading', { name: 'Nothing has been proven whole yet.' }).waitFor();

  const snapshots = join(host.folder, 'drive', 'plans', 'my-files', 'snapshots');
  const [snapshot = ''] = await readdir(snapshots);
  const copy = join(snapshots, snapshot, 'files', host.user, 'Documents', 'letter.txt');
  await writeFile(copy, 'DEAR BANK');
  await page.getByRole('button', { name: 'Check everything now' }).click();
  await page.getByRole('heading', { name: 'The snapshot holds damaged files.' }).waitFor();
  const damaged = page.getByRole('region', { name: 'Damaged' });
  await damaged.getByText('its content has changed').waitFor();
  await damaged.getByText('letter.txt').waitFor();

  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: '1 snapshot holds damaged files.' }).waitFor();
  await page.getByRole('link', { name: 'Time' }).click();
  await page.getByText('1 file of this snapshot is damaged or missing.').waitFor();
  await page.getByRole('link', { name: 'See what is damaged' }).click();

  await page.getByRole('button', { name: 'See what can be repaired' }).click();
  await page.getByText('Can be repaired').waitFor();
  await page.getByText('from your file as it is now').waitFor();
  expect(await readFile(copy, 'utf8')).toBe('DEAR BANK');
  await page.getByRole('button', { name: 'Repair', exact: true }).click();
  await page.getByText('Repaired', { exact: true }).waitFor();
  await page.getByRole('heading', { name: 'Nothing has been proven whole yet.' }).waitFor();
  expect(await readFile(copy, 'utf8')).toBe('Dear bank');
  await page.getByRole('button', { name: /^Check all snapshots of/ }).click();
  await page.getByRole('heading', { name: 'The snapshot is whole, as was checked just now.' }).waitFor();
  expect(complaints).toEqual([]);
});
