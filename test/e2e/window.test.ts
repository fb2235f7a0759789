import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { looks } from '../helpers/open-page.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { expectClean, expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

describe.each(looks)('$name', (look) => {
  test('axe finds nothing on any page, and nothing is wider than the window', async () => {
    const { host, page, complaints } = await openWindow({ prepare: fill, ...look });
    await expectSound(page, 'Nothing is backed up yet.');
    await protectThrough(page, join(host.folder, 'drive'));
    await expectSound(page, 'Everything is backed up.');
    for (const [path, heading] of pages) {
      await go(page, path);
      await expectSound(page, heading);
    }
    await expectRestoreSound(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Commands' }).waitFor();
    await expectClean(page);
    expect(complaints).toEqual([]);
  });
});

const pages: readonly (readonly [path: string, heading: RegExp])[] = [
  ['/time', /^“My files” as it was/],
  ['/time?find=letter', /^2 versions of names with “letter”/],
  ['/plans', /^1 plan protects 1 folder/],
  ['/plans/new', /^What is to be backed up/],
  ['/activity', /^Backup of “My files”/],
  ['/activity/audit', /added a plan/],
  ['/settings', /^Holdfast|need/],
  ['/settings/repositories', /free for more/],
  ['/start/connect', /^Where are your backups/],
];

async function expectRestoreSound(page: Page): Promise<void> {
  await go(page, '/time');
  await page.getByRole('button', { name: 'Restore all of it…' }).click();
  await page.getByText('More choices').click();
  await expectSound(page, /^Restore all of “My files”/);
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expectSound(page, 'Nothing would change.');
}

test('the tree is driven by the keyboard alone, and what is chosen is restored', async () => {
  const { host, page } = await openWindow({ prepare: fill });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('browse my files');
  await page.keyboard.press('Enter');
  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem', { name: /letters/ }).waitFor();
  await tree.focus();
  await page.keyboard.press('ArrowRight');
  await tree.getByRole('treeitem', { name: /letter to the bank/ }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Restore 1 chosen…' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Preview' }).getByText('Dear bank').waitFor();
  await tree.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await tree.getByRole('treeitem', { name: /letter to the bank/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Restore 1 chosen…' }).press('Enter');
  await page.getByRole('heading', { name: /^Restore 1 item/ }).waitFor();
});

test('a faulty pattern is told of where it was typed, an idle one in the list', async () => {
  const { host, page } = await openWindow({ prepare: fill, width: 900, height: 600 });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('edit my files');
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Pattern', { exact: true });
  const patterns = page.getByRole('list', { name: 'Patterns' });
  await field.fill('[abc');
  await field.press('Enter');
  await page.getByRole('alert').getByText('has a “[” without its “]”').waitFor();
  expect(await page.getByRole('alert').count()).toBe(1);
  expect(await patterns.getByText('[abc').count()).toBe(0);
  await field.fill('no/such/thing');
  await field.press('Enter');
  await patterns.getByText('matches nothing').waitFor();
});

test('a path is cut for the eye alone, and the snapshot that is open has its commands', async () => {
  const { host, page } = await openWindow({ prepare: fill });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.getByRole('link', { name: 'Time' }).click();
  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem', { name: /letters/ }).waitFor();
  await tree.focus();
  await page.keyboard.press('ArrowRight');
  await tree.getByRole('treeitem', { name: /x{240}\.txt/ }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill('pin this');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Unpin this snapshot', pressed: true }).waitFor();
});

test('without the right token there is no data, and a sentence says what to do', async () => {
  const { host, page } = await openWindow({
    prepare: fill,
    address: (url) => url.replace(/token=.*/, 'token=wrong'),
  });
  await page.getByRole('heading', { name: 'This page has no valid key to Holdfast.' }).waitFor();
  await page.getByText('holdfast serve').waitFor();
  await expectClean(page);
  await page.goto(host.url);
  await page.getByRole('heading', { name: 'Nothing is backed up yet.' }).waitFor();
  expect(page.url()).not.toContain('token');
});

test('an engine that ended is told of, and what was on the screen stays', async () => {
  const { host, page } = await openWindow({ prepare: fill });
  await page.getByRole('heading', { name: 'Nothing is backed up yet.' }).waitFor();
  await host.stop();
  await page.getByText('Holdfast does not answer right now.').waitFor();
  await page.getByRole('heading', { name: 'Nothing is backed up yet.' }).waitFor();
  await expectClean(page);
});

async function fill(user: string): Promise<void> {
  const letters = join(user, 'Documents', 'letters');
  await mkdir(letters, { recursive: true });
  await writeFile(join(letters, 'letter to the bank.txt'), 'Dear bank\n');
  await writeFile(join(letters, `${'x'.repeat(240)}.txt`), 'long\n');
  await writeFile(join(user, 'Documents', 'notes.txt'), 'notes\n');
}
