import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { runHoldfast } from './run-holdfast.ts';

/** What the report holds after the last backup of Papers. */
export const reportNow = 'November, not backed up yet\n';

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
/** What a dry run lists. */
export const items = (page: Page) => page.getByRole('region', { name: 'What would be written or deleted' });
export const showPlan = (page: Page) => page.getByRole('button', { name: 'Show what would happen' }).click();

/** Types the phrase that is asked for, if one is, and presses the button. */
export async function confirm(page: Page, button: string): Promise<void> {
  const field = page.getByLabel(/^Type “/);
  const go = page.getByRole('button', { name: button });
  await go.waitFor();
  if ((await field.count()) > 0) {
    const asked = (await page.getByText(/^Type “/).textContent()) ?? '';
    await field.fill(/“(.*)”/.exec(asked)?.[1] ?? '');
  }
  await go.click();
}

/** Looks a name up in all snapshots of Papers, and opens what is found first. */
export async function find(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Time' }).click();
  await page.getByRole('searchbox').fill(name);
  await page
    .getByRole('region', { name: 'Found' })
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .first()
    .click();
}

/** Does what the command palette finds first for these words. */
export async function command(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Commands' });
  await field.fill(typed);
  await page.getByRole('option').first().getByText(new RegExp(typed, 'i')).waitFor();
  await field.press('Enter');
}

/** A plan “Papers” of a year in four backups; for `launchHost`. */
export const aYear = (user: string) => backUp(user, ['January', 'April', 'July', 'October']);
export const twice = (user: string) => backUp(user, ['January', 'October']);

/** A file that changes before each backup, and a folder that is gone before the last. */
async function backUp(user: string, months: readonly string[]): Promise<void> {
  const documents = join(user, 'Documents');
  const folder = join(user, '..');
  const [home, drive] = [join(folder, 'home'), join(folder, 'drive')];
  await mkdir(join(documents, 'letters'), { recursive: true });
  await writeFile(join(documents, 'letters', 'to the bank.txt'), 'Dear bank\n');
  await writeFile(join(documents, 'letters', 'to the tax office.txt'), 'Dear tax office\n');
  await writeFile(join(documents, 'letters', 'to the landlord.txt'), 'Dear landlord\n');
  await runHoldfast(home, 'init', drive);
  await runHoldfast(home, 'plan', 'add', 'Papers', '--repository', drive, '--folder', documents);
  for (const [index, month] of months.entries()) {
    await writeFile(join(documents, 'report.txt'), `${month}\n`);
    const then = new Date(2026, index * 2, 15);
    await utimes(join(documents, 'report.txt'), then, then);
    if (index === months.length - 1) await rm(join(documents, 'letters'), { recursive: true });
    await runHoldfast(home, 'backup', 'Papers');
  }
  await writeFile(join(documents, 'report.txt'), reportNow);
}
