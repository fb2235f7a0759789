import type { Page } from 'playwright-core';

/** Goes through the first door: the suggested folders, a repository in `repository`, which is made, and off it goes. */
export async function protectThrough(page: Page, repository: string): Promise<void> {
  await page.getByRole('link', { name: 'Protect this computer' }).click();
  await page.getByText(/\d files in \d+ folder/).waitFor();
  await page.getByRole('button', { name: 'Another folder…' }).click();
  const field = page.getByRole('textbox', { name: 'Where to' });
  await field.fill(repository);
  await field.press('Enter');
  await page.getByText('is not there yet. It will be made.').waitFor();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('list', { name: 'Plans' }).waitFor();
}
