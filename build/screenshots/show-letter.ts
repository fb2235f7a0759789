import type { Page } from 'playwright-core';

/** A letter as it was in its first version, with its history. */
export async function showLetter(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Time' }).click();
  await page.getByRole('searchbox').fill('offer');
  await page
    .getByRole('link', { name: /offer to Kelp/ })
    .first()
    .click();
  await page.getByRole('region', { name: 'Versions' }).getByRole('button').last().click();
  await page.getByRole('region', { name: 'Preview' }).getByText('1,200').waitFor();
}
