import { mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

describe('from the first start to a file that is back', () => {
  test('protects, backs up, finds an old version, compares, previews and restores', async () => {
    const { host, page, complaints } = await openWindow({ prepare: fillHome });
    await protect(page, join(host.folder, 'drive'));
    await expectSafe(page);

    const contract = join(host.user, 'Documents', 'contract.txt');
    await writeFile(contract, 'second version, as it is now\n');
    await writeFile(join(host.user, 'Documents', 'new.txt'), 'new\n');
    await unlink(join(host.user, 'Documents', 'old.txt'));
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.getByText('4 files').first().waitFor();
    await expectSafe(page);

    await findOldVersion(page);
    await compare(page);
    await restoreOldVersion(page);
    expect(await readFile(contract, 'utf8')).toBe('first version\n');
    expect(await readFile(join(host.user, 'Documents', 'new.txt'), 'utf8')).toBe('new\n');
    expect(complaints).toEqual([]);
  });
});

async function fillHome(user: string): Promise<void> {
  await mkdir(join(user, 'Documents', 'letters'), { recursive: true });
  await writeFile(join(user, 'Documents', 'contract.txt'), 'first version\n');
  await writeFile(join(user, 'Documents', 'old.txt'), 'old\n');
  await writeFile(join(user, 'Documents', 'letters', 'to the bank.txt'), 'Dear bank\n');
  await writeFile(join(user, 'Documents', 'letters', 'to the\nneighbour.txt'), 'Dear neighbour\n');
}

async function protect(page: Page, repository: string): Promise<void> {
  await page.getByRole('heading', { name: 'Nothing is backed up yet.' }).waitFor();
  await page.getByRole('link', { name: 'Protect this computer' }).click();
  await page.getByText('4 files in 2 folders').waitFor();
  await page.getByRole('button', { name: 'Another folder…' }).click();
  const field = page.getByRole('textbox', { name: 'Where to' });
  await field.fill(repository);
  await field.press('Enter');
  await page.getByText('is not there yet. It will be made.').waitFor();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
}

const expectSafe = (page: Page) => page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();

async function findOldVersion(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Time' }).click();
  await page.getByRole('searchbox').fill('contract');
  await page
    .getByRole('link', { name: /contract\.txt/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'contract.txt' }).waitFor();
  const versions = page.getByRole('region', { name: 'Versions' });
  await versions.getByRole('heading', { name: '2 versions' }).waitFor();
  await versions.getByRole('button').last().click();
  await page.getByRole('region', { name: 'Preview' }).getByText('first version').waitFor();
}

/** The older snapshot is open; what changed is told from it to the newer one all the same. */
async function compare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const differences = page.getByRole('region', { name: 'Differences' });
  for (const row of [/Changed.*contract\.txt/, /Added.*new\.txt/, /Removed.*old\.txt/]) {
    await differences.getByRole('button', { name: row }).waitFor();
  }
  await page.getByRole('button', { name: 'End comparison' }).click();
}

async function restoreOldVersion(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Restore this file…' }).click();
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  const items = page.getByRole('region', { name: 'What would be written or deleted' });
  await items.getByText('Overwrite newer').waitFor();
  const asked = (await page.getByText(/^Type “/).textContent()) ?? '';
  await page.getByLabel(/^Type “/).fill(/“(.*)”/.exec(asked)?.[1] ?? '');
  await page.getByRole('button', { name: 'Restore now' }).click();
  await page.getByRole('heading', { name: 'Restored.' }).waitFor();
}
