import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../test/helpers/open-page.ts';
import { backUpShop, backUpSomeTimes, shopHours } from './screenshots/back-up.ts';
import { change } from './screenshots/change-documents.ts';
import { fillHome } from './screenshots/fill-home.ts';
import { assertNobodyThere, drive, home, removePerson, user } from './screenshots/made-up-person.ts';
import { moveApart } from './screenshots/move-apart.ts';
import { holdfast, startHost } from './screenshots/run-holdfast.ts';
import { takeDatabases } from './screenshots/take-databases.ts';
import { takePages } from './screenshots/take-pages.ts';
import { takeUnattended } from './screenshots/take-unattended.ts';
import { type ShopServer, startShop } from './shop-server.ts';

/**
 * Makes the pictures of the README in `.github/screenshots` from the built program, a real host and a real browser:
 * a person's folders are made up, backed up several times and looked at. The backups are real; only their times are
 * moved apart afterwards, as if they had been made over some weeks. Run it after `npm run build`:
 * `node build/screenshots.ts`.
 */
async function main(): Promise<void> {
  assertNobodyThere();
  const shop = await startShop();
  try {
    await makeHistory(shop);
    const host = await startHost();
    const browser = await launchBrowser();
    try {
      await takeUnattended(browser, host.url);
      await takePages(browser, host.url);
      if (shop !== undefined) await takeDatabases(browser, host.url, shop);
    } finally {
      await browser.close();
      host.stop();
    }
  } finally {
    await shop?.close();
    removePerson();
  }
}

/** Some weeks of backups, found again by a home that is new, and what was done with them today. */
async function makeHistory(shop: ShopServer | undefined): Promise<void> {
  fillHome();
  await backUpSomeTimes();
  if (shop !== undefined) await backUpShop(shop);
  moveApart('documents', [500, 430, 340, 333, 236, 150, 142, 73, 49, 26, 3]);
  moveApart('projects', [290, 4]);
  if (shop !== undefined) moveApart('shop', shopHours);
  rmSync(home, { recursive: true });
  await holdfast('connect', drive);
  change('Letters/to the tax office.txt', 'Dear Sir or Madam,\n\nsee the attached list.\n');
  await holdfast('backup', 'Documents');
  await holdfast('verify', '--plan', 'Documents');
  if (shop !== undefined) await holdfast('verify', '--plan', 'Shop', '--test-restore');
  const notes = join(user, 'Documents/notes.md');
  await holdfast('restore', 'Documents/latest', '--path', notes, '--to', join(user, 'Desktop'));
}

await main();
