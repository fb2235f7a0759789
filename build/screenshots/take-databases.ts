import type { Browser, Page } from 'playwright-core';
import { openPlan } from '../../test/helpers/open-plan.ts';
import type { ShopServer } from '../shop-server.ts';
import { type Look, openLook, shoot } from './look.ts';

/** A database that grew: what its dumps hold, how it got into a plan, and its way back. */
export async function takeDatabases(browser: Browser, url: string, shop: ShopServer): Promise<void> {
  await shop.spoil();
  const looks: readonly Look[] = [
    { name: 'databases', colorScheme: 'light' },
    { name: 'databases-dark', colorScheme: 'dark' },
    { name: 'databases-narrow', colorScheme: 'light', width: 900, height: 600 },
  ];
  for (const look of looks) {
    const page = await openLook(browser, url, look);
    await showShop(page);
    await shoot(page, look.name);
    await page.getByRole('link', { name: 'Restore…' }).click();
    await page.getByLabel(/^Over “shop”/).check();
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await page.getByRole('heading', { name: /would be replaced/ }).waitFor();
    await shoot(page, `${look.name}-restore`);
    await openPlan(page, 'Shop');
    await page.getByRole('button', { name: 'Change the server “shop”' }).click();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText(/^Connected to PostgreSQL/).scrollIntoViewIfNeeded();
    await shoot(page, `${look.name}-plan`);
    await page.context().close();
  }
}

/** The newest dump of the shop, with one of its tables large. */
async function showShop(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Plans' }).waitFor();
  await command(page, 'Show databases and their dumps');
  await page
    .getByRole('region', { name: 'Databases by name' })
    .getByRole('link', { name: /^Proven shop/ })
    .click();
  await page.getByRole('heading', { level: 1, name: '“shop” as it was' }).waitFor();
  await page
    .getByRole('img', { name: /^Rows of stock\.movement: .* dumps$/ })
    .first()
    .waitFor();
}

/** Does what the command palette finds first for these words. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill(words);
  await page.keyboard.press('Enter');
}
