import { mkdir, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedHost, launchHost } from '../helpers/launch-host.ts';
import { launchBrowser, looks, type OpenedPage, openPage, type PageOptions } from '../helpers/open-page.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { expectSound } from '../helpers/sound-page.ts';

let browser: Browser;
let host: LaunchedHost;
let opened: OpenedPage | undefined;

/** Two backups, between which a contract and a picture changed, and letters and a note went. What a test changes on disk it changes back. */
beforeAll(async () => {
  browser = await launchBrowser();
  host = await launchHost({ prepare: fill });
  const { page, context } = await openPage(browser, host.url);
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await changeSome();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByText('4 files').first().waitFor();
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await context.close();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
});
afterEach(async () => {
  expect(opened?.complaints).toEqual([]);
  await opened?.context.close();
});

/** A red and a blue square of one pixel. */
const red = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const blue = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const contract = (rent: number): string =>
  [
    'The contract',
    '',
    `The rent is ${rent} a month.`,
    ...Array.from({ length: 40 }, (_, at) => `Clause ${at + 1}.`),
  ].join('\n');

describe('finding a file and its right version', () => {
  test('filters narrow down what is found, to what was deleted and to a size', async () => {
    const page = await openHome();
    await page.getByRole('link', { name: 'Time' }).click();
    await page.getByRole('searchbox').fill('.txt');
    await page.getByRole('heading', { name: /^7 versions of names with/ }).waitFor();
    await page.getByRole('button', { name: 'Filters' }).click();
    await choose(page, 'Today', 'Deleted');
    await page.getByRole('heading', { name: /^2 versions of names with/ }).waitFor();
    await choose(page, 'At least', '1.00 kB');
    await page.getByRole('heading', { name: /^1 version of a name with/ }).waitFor();
    await page.getByRole('button', { name: '2 filters' }).waitFor();
    await page.getByLabel('Held until').fill('2001-01-01');
    await page.getByRole('heading', { name: 'No version with “.txt” fits the filters.' }).waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await page.getByRole('heading', { name: /^7 versions of names with/ }).waitFor();
  });

  test('versions tell which of them differ, and each is compared with the one shown', async () => {
    const page = await openHome();
    await find(page, 'touched');
    const versions = page.getByRole('region', { name: 'Versions', exact: true });
    await versions.getByRole('heading', { name: '2 versions' }).waitFor();
    await versions.getByText('Same content as the one before').waitFor();
    await versions.getByText('First version').waitFor();
    await page.getByRole('searchbox').fill('contract');
    await page.getByRole('region', { name: 'Found' }).getByRole('link').first().click();
    await versions.getByText('Differs from the one before').waitFor();
    await versions.getByRole('link', { name: /^Compare the version of/ }).click();
    await page.getByRole('heading', { name: '1 line added, 1 removed.' }).waitFor();
    const differences = page.getByRole('region', { name: 'Differences' });
    await differences.getByText('The rent is 500 a month.').waitFor();
    await page.getByText('Side by side').click();
    await differences.getByText('The rent is 600 a month.').waitFor();
    await page.getByRole('link', { name: 'Restore the version before…' }).click();
    await page.getByRole('heading', { name: /^Restore 1 item/ }).waitFor();
  });

  test('a version is compared with the file now; other line endings are told in words', async () => {
    const page = await openHome();
    await writeFile(file('contract.txt'), contract(600).replaceAll('\n', '\r\n'));
    await find(page, 'contract');
    await page.getByRole('button', { name: 'Compare with now' }).click();
    await page.getByRole('heading', { name: 'Every line is the same.' }).waitFor();
    await page.getByText('as on Windows (CRLF) after').waitFor();
    await unlink(file('contract.txt'));
    await page.getByRole('button', { name: 'Swap the two sides' }).click();
    await page.getByRole('heading', { name: 'It is not there now.' }).waitFor();
    await writeFile(file('contract.txt'), contract(600));
  });

  test('pictures are shown side by side', async () => {
    const page = await openHome();
    await find(page, 'house.png');
    await page.getByRole('region', { name: 'Versions', exact: true }).getByRole('button').last().click();
    await page.getByRole('button', { name: 'Compare with now' }).click();
    await page.getByRole('heading', { name: 'Two different pictures.' }).waitFor();
    await page.getByRole('img', { name: 'house.png, before' }).waitFor();
    await page.getByRole('img', { name: 'house.png, after' }).waitFor();
  });

  test('what was deleted from a folder is listed, and one press leads to bringing it back', async () => {
    const page = await openHome();
    await page.getByRole('link', { name: 'Time' }).click();
    await page.getByRole('button', { name: 'Deleted files…' }).click();
    const deleted = page.getByRole('region', { name: 'Deleted from here' });
    await deleted.getByText('letters', { exact: true }).first().waitFor();
    await deleted.getByText('note.txt').first().waitFor();
    await deleted.getByRole('link', { name: 'Bring back letters…' }).click();
    await page.getByRole('heading', { name: /^Restore 1 item|^Bring back/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('missing')).toBe('true');
  });

  test('without a desktop, what opening needs is said', async () => {
    const page = await openHome();
    await find(page, 'contract');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('alert').getByText('There is no desktop here').waitFor();
  });

  test('the keyboard alone opens a folder’s details and a comparison', async () => {
    const page = await openHome();
    await page.getByRole('link', { name: 'Time' }).press('Enter');
    const tree = page.getByRole('tree');
    await tree.getByRole('treeitem', { name: /contract\.txt/ }).waitFor();
    await tree.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Deleted from here' }).waitFor();
    await tree.getByRole('treeitem', { name: /inside\.txt/ }).waitFor();
    await tree.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const now = page.getByRole('button', { name: 'Compare with now' });
    await now.press('Enter');
    await page.getByRole('heading', { name: 'Nothing differs.' }).waitFor();
  });
});

describe.each(looks)('$name', (look) => {
  test('axe finds nothing in what is found, compared and deleted', async () => {
    const page = await openHome(look);
    await page.getByRole('link', { name: 'Time' }).click();
    await page.getByRole('button', { name: 'Deleted files…' }).click();
    await page.getByRole('region', { name: 'Deleted from here' }).getByText('note.txt').first().waitFor();
    await expectSound(page, /as it was/);
    await page.getByRole('searchbox').fill('.txt');
    await page.getByRole('button', { name: 'Filters' }).click();
    await expectSound(page, /^7 versions/);
    await find(page, 'contract');
    await expectSound(page, /as it was/);
    await page.getByRole('region', { name: 'Versions', exact: true }).getByRole('link').last().click();
    await expectSound(page, /1 line added, 1 removed/);
    await page.getByText('Side by side').click();
    await page.getByRole('region', { name: 'Differences' }).getByText('The rent is 600 a month.').waitFor();
    await expectSound(page, /1 line added, 1 removed/);
  });
});

const file = (...names: readonly string[]): string => join(host.user, 'Documents', ...names);

async function openHome(look: PageOptions = {}): Promise<Page> {
  opened = await openPage(browser, host.url, look);
  await opened.page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  return opened.page;
}

async function changeSome(): Promise<void> {
  await writeFile(file('contract.txt'), contract(600));
  await writeFile(file('house.png'), Buffer.from(blue, 'base64'));
  await utimes(file('touched.txt'), 1e9, 1e9);
  await rm(file('letters'), { recursive: true });
  await unlink(file('note.txt'));
}

async function fill(user: string): Promise<void> {
  const documents = join(user, 'Documents');
  for (const folder of ['kept', 'letters']) await mkdir(join(documents, folder), { recursive: true });
  await writeFile(join(documents, 'kept', 'inside.txt'), 'kept\n');
  await writeFile(join(documents, 'letters', 'to the bank.txt'), 'Dear bank\n'.repeat(200));
  await writeFile(join(documents, 'contract.txt'), contract(500));
  await writeFile(join(documents, 'house.png'), Buffer.from(red, 'base64'));
  await writeFile(join(documents, 'note.txt'), 'a note\n');
  await writeFile(join(documents, 'touched.txt'), 'the same\n');
}

/** Looks for a name and opens the first version that is found. */
async function find(page: Page, name: string): Promise<void> {
  if ((await page.getByRole('searchbox').count()) === 0) await page.getByRole('link', { name: 'Time' }).click();
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('region', { name: 'Found' }).getByRole('link', { name }).first().click();
  await page.getByRole('complementary', { name: 'Details' }).waitFor();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
