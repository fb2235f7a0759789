import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { windowTests } from '../helpers/window-tests.ts';

const program = fileURLToPath(new URL('../../dist/node/holdfast.js', import.meta.url));
const openWindow = windowTests();

test('backups of another computer are connected, restored elsewhere, and one of them deleted by its phrase', async () => {
  const { host, page } = await openWindow({ prepare: backUpTwice });
  await connect(page, join(host.user, 'drive'));
  await page.getByRole('link', { name: 'Look through the snapshots' }).click();
  await page.getByRole('heading', { name: /^“Letters” as it was/ }).waitFor();

  const target = join(host.folder, 'restored');
  await restoreAllTo(page, target);
  const restored = (await readdir(target, { recursive: true })).filter((path) => path.endsWith('one.txt'));
  expect(await Promise.all(restored.map((path) => readFile(join(target, path), 'utf8')))).toEqual(['second\n']);

  await page
    .getByRole('button', { name: 'Back to the snapshot' })
    .or(page.getByRole('link', { name: 'Back to the snapshot' }))
    .click();
  await deleteShown(page);
  expect(await readdir(join(host.user, 'drive', 'plans', 'letters', 'snapshots'))).toHaveLength(1);
});

async function connect(page: Page, repository: string): Promise<void> {
  await page.getByRole('link', { name: 'Connect a repository' }).click();
  const field = page.getByRole('textbox', { name: 'Folder of the repository' });
  await field.fill(repository);
  await field.press('Enter');
  await page.getByRole('button', { name: 'Connect this folder' }).click();
  await page.getByRole('heading', { name: 'The repository is connected.' }).waitFor();
  await page.getByText('2 snapshots read').waitFor();
}

async function restoreAllTo(page: Page, target: string): Promise<void> {
  await page.getByRole('button', { name: 'Restore all of it…' }).click();
  await page.getByLabel('To another folder').first().check();
  const field = page.getByRole('textbox', { name: 'To another folder' });
  await field.fill(target);
  await field.press('Enter');
  await page.getByRole('button', { name: 'Restore into this folder' }).click();
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByText('Nothing that is there is touched.').waitFor();
  await page.getByRole('button', { name: 'Restore now' }).click();
  await page.getByRole('heading', { name: 'Restored.' }).waitFor();
  await page.getByText(`into ${target}`).waitFor();
}

async function deleteShown(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete this snapshot…' }).click();
  await page.getByText(/Lost with it: \d+ version/).waitFor();
  const asked = (await page.getByText(/^Type “/).textContent()) ?? '';
  await page.getByLabel(/^Type “/).fill(/“(.*)”/.exec(asked)?.[1] ?? '');
  await page.getByRole('button', { name: 'Delete the snapshot' }).click();
  await page.getByRole('slider').and(page.locator('[aria-valuemax="0"]')).waitFor();
  await page
    .getByRole('status')
    .getByText(/\d+ entries deleted/)
    .waitFor();
}

/** Another home's backups, made by the command line. */
async function backUpTwice(user: string): Promise<void> {
  const [letters, drive] = [join(user, 'Letters'), join(user, 'drive')];
  await mkdir(letters);
  await writeFile(join(letters, 'one.txt'), 'first\n');
  await holdfast(user, 'init', drive);
  await holdfast(user, 'plan', 'add', 'Letters', '--repository', drive, '--folder', letters);
  await holdfast(user, 'backup');
  await writeFile(join(letters, 'one.txt'), 'second\n');
  await holdfast(user, 'backup');
}

async function holdfast(user: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [program, '--home', join(user, 'other-home'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`holdfast ${args.join(' ')} ended with ${code}`);
}
