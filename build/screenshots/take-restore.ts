import type { Browser, Page } from 'playwright-core';
import { type Look, openLook, shoot } from './look.ts';
import { showLetter } from './show-letter.ts';

/** A file's way back, and back again: each step a picture. What was restored is undone, so that the next look finds the same. */
export async function takeRestore(browser: Browser, url: string, look: Look): Promise<void> {
  const page = await openLook(browser, url, look);
  const step = (name: string) => shoot(page, `${look.name}${name}`);
  await showLetter(page);
  await page.getByRole('button', { name: 'Restore this file…' }).click();
  await page.getByRole('heading', { name: /^Restore 1 item/ }).waitFor();
  await step('-choose');
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByRole('heading', { name: '1 change: 1 newer overwritten.' }).waitFor();
  await page.getByRole('region', { name: 'What would be written or deleted' }).getByRole('listitem').first().waitFor();
  await typePhrase(page);
  await step('');
  await page.getByRole('button', { name: 'Restore now' }).click();
  await page.getByRole('link', { name: 'Undo this restore…' }).waitFor();
  await step('-result');
  await page.getByRole('link', { name: 'Undo this restore…' }).click();
  await page.getByRole('heading', { name: /^1 change/ }).waitFor();
  await page.getByRole('region', { name: 'What would be written or deleted' }).getByRole('listitem').first().waitFor();
  await step('-undo');
  await typePhrase(page);
  await page.getByRole('button', { name: 'Undo now' }).click();
  await page.getByRole('heading', { name: 'Undone.' }).waitFor();
  await page.context().close();
}

/** The phrase that is asked for, where one is. */
async function typePhrase(page: Page): Promise<void> {
  const [asked] = await page.getByText(/^Type “/).allTextContents();
  if (asked !== undefined) await page.getByLabel(/^Type “/).fill(/“(.*)”/.exec(asked)?.[1] ?? '');
}
