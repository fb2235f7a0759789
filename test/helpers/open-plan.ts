import type { Page } from 'playwright-core';
import { go } from './sound-page.ts';

/** Opens a plan's editor from the list of plans. Waits for each: other pages have links of the plan's name too. */
export async function openPlan(page: Page, name: string): Promise<void> {
  await go(page, '/plans');
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}
