import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { protectThrough } from '../helpers/protect-through.ts';
import { layoutShift, watchLayout } from '../helpers/watch-layout.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

test('a running backup shows its progress, moves nothing while it does, and can be cancelled', async () => {
  const { host, page } = await openWindow({ prepare: (user) => fill(user, 60, 4_000_000) });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('progressbar').waitFor();
  await watchLayout(page);
  await page
    .getByRole('progressbar')
    .getByText(/of 60 files/)
    .waitFor();
  await page.getByRole('button', { name: /^Cancel/ }).click();
  await page.getByText('Not backed up yet.').waitFor();
  expect(await layoutShift(page)).toBeLessThan(0.01);
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('heading', { name: /Backup of “My files”: cancelled/ }).waitFor();
  expect(await readdir(join(host.folder, 'drive', 'plans', 'my-files', 'snapshots')).catch(() => [])).toEqual([]);
});

test('what could not be read is named, and excluded by one press', async () => {
  const { host, page } = await openWindow({ unprivileged: true, prepare: withSecret });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Backed up, but 1 thing needs a look.' }).waitFor();
  await page.getByRole('link', { name: 'See 1 warning' }).click();
  const warnings = page.getByRole('region', { name: 'Warnings by path' });
  await warnings.getByText('secret.key').first().waitFor();
  await warnings.getByRole('button', { name: 'Exclude this' }).click();
  await warnings.getByText('Excluded from the next backup on').waitFor();
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByText('Safe', { exact: true }).waitFor();
});

test('a drive that is not there fails with the next step, and nothing is written in its place', async () => {
  const { host, page } = await openWindow({ prepare: (user) => fill(user, 3, 10) });
  const drive = join(host.folder, 'drive');
  await protectThrough(page, drive);
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await rename(drive, `${drive}-away`);
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByText('Plug in or mount its drive').first().waitFor();
  expect(await readdir(host.folder)).not.toContain('drive');

  await rename(`${drive}-away`, drive);
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Backed up, but the last try came to nothing.' }).waitFor();
  await page.getByText('Skipped', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
});

test('a folder that is suddenly empty fails the run, and saying that it is meant cures it', async () => {
  const { host, page } = await openWindow({ prepare: (user) => fill(user, 3, 10) });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await rm(join(host.user, 'Documents'), { recursive: true });
  await mkdir(join(host.user, 'Documents'));
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('heading', { name: '1 plan is not safe.' }).waitFor();
  await page.getByRole('link', { name: 'See why' }).click();
  await page.getByRole('button', { name: 'It is meant to be so' }).click();
  await page.getByText('Noted. The next backup takes the folder as it is now.').waitFor();
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
});

test('the log of a run can be read, and a verification says what it compared', async () => {
  const { host, page } = await openWindow({ prepare: (user) => fill(user, 3, 10) });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await command(page, 'verify all');
  await page.getByRole('heading', { name: /^Verification.*: succeeded$/ }).waitFor();
  await page.getByText('3 files compared, all as they were backed up').waitFor();
  await page
    .getByRole('region', { name: 'Log' })
    .getByText(/\d\d:\d\d/)
    .waitFor();
});

async function command(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill(typed);
  await page.keyboard.press('Enter');
}

async function fill(user: string, files: number, size: number): Promise<void> {
  await mkdir(join(user, 'Documents'));
  for (let index = 0; index < files; index += 1) {
    await writeFile(join(user, 'Documents', `${index}.bin`), Buffer.alloc(size, index));
  }
}

/** A file that its owner may read, and whoever runs the host may not. */
async function withSecret(user: string): Promise<void> {
  await fill(user, 2, 10);
  const secret = join(user, 'Documents', 'secret.key');
  await writeFile(secret, 'secret');
  await chmod(secret, 0);
  if (process.getuid?.() === 0) await chown(secret, 0, 0);
}
