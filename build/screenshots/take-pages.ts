import type { Browser } from 'playwright-core';
import { openPlan } from '../../test/helpers/open-plan.ts';
import { fillWithVideos } from './change-documents.ts';
import { take } from './look.ts';
import { showLetter } from './show-letter.ts';
import { takeRestore } from './take-restore.ts';

/** The pages of folders and files, and their way back. */
export async function takePages(browser: Browser, url: string): Promise<void> {
  await take(browser, url, { name: 'home', colorScheme: 'light' }, async (page) => {
    await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  });
  await take(browser, url, { name: 'start', colorScheme: 'light' }, async (page) => {
    await page.goto(new URL('/start/protect', url).href);
    await page.getByText(/ folders, [0-9.]+ [kMG]?B$/).waitFor();
  });
  await take(browser, url, { name: 'time', colorScheme: 'light' }, showLetter);
  await take(browser, url, { name: 'time-dark', colorScheme: 'dark' }, showLetter);
  await take(browser, url, { name: 'compare', colorScheme: 'light' }, async (page) => {
    await page.getByRole('link', { name: 'Time' }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('region', { name: 'Differences' }).getByRole('button').first().waitFor();
  });
  await takeRestore(browser, url, { name: 'restore', colorScheme: 'light' });
  await takeRestore(browser, url, { name: 'restore-dark', colorScheme: 'dark' });
  await takeRestore(browser, url, { name: 'restore-narrow', colorScheme: 'light', width: 720, height: 900 });
  await take(browser, url, { name: 'plan', colorScheme: 'light' }, async (page) => {
    await openPlan(page, 'Projects');
    await page.getByText(/left out,/).scrollIntoViewIfNeeded();
  });
  await take(browser, url, { name: 'running', colorScheme: 'light' }, async (page) => {
    fillWithVideos();
    await page.getByRole('button', { name: 'Back up now: Projects' }).click();
    await page.getByText(/^Copying · .* of 480 MB · .*B\/s/).waitFor();
  });
  await take(browser, url, { name: 'activity', colorScheme: 'light' }, async (page) => {
    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByRole('region', { name: 'Runs' }).getByRole('link').first().waitFor();
  });
}
