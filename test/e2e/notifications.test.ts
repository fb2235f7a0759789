import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { type LaunchedHost, launchHost } from '../helpers/launch-host.ts';
import { launchBrowser, openPage } from '../helpers/open-page.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { startWebReceiver, type WebReceiver } from '../helpers/web-receiver.ts';

let browser: Browser;
let host: LaunchedHost;
let receiver: WebReceiver;

beforeAll(async () => {
  browser = await launchBrowser();
  receiver = await startWebReceiver();
});
afterAll(() => Promise.all([browser.close(), receiver.close()]));
afterEach(() => host.stop());

test('a channel is added, tried, refused and kept; a failure is told by it and by the browser, and the log says so', async () => {
  host = await launchHost({
    prepare: async (user) => {
      await mkdir(join(user, 'Documents'));
      for (const name of ['diary', 'letter']) await writeFile(join(user, 'Documents', name), 'today\n');
    },
  });
  const { page, context, complaints } = await openPage(browser, host.url);
  await letShow(page, context, host.url);
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await go(page, '/settings/notifications');
  await expectSound(page, 'You are told by Desktop.');
  await page.getByText('Nothing has been sent yet.').waitFor();
  await addHook(page);
  await expectSound(page, 'You are told by Desktop and Phone.');

  await page.getByRole('button', { name: 'Change the channel Desktop' }).click();
  await page.getByText('This browser shows messages while Holdfast is open in it.').waitFor();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('Sent. The answer: Shown by the browser that has the window open.').waitFor();
  await page.getByRole('button', { name: 'Done with the channel Desktop' }).click();

  await rename(join(host.user, 'Documents'), join(host.user, 'Away'));
  receiver.answer = { status: 403, body: 'not you' };
  await runHoldfast(join(host.folder, 'home'), 'backup').catch(() => undefined);
  await page.getByRole('heading', { level: 1, name: '1 message could not be sent.' }).waitFor();
  const log = page.getByRole('list', { name: 'What was sent' }).getByRole('listitem');
  await page.getByText(/does not let Holdfast in \(403: not you\)/).waitFor();
  await expectSound(page, '1 message could not be sent.');
  await page.getByRole('link', { name: 'Home' }).click();
  await expectSound(page, /.*/);
  await page.getByRole('link', { name: 'See which' }).click();
  receiver.answer = { status: 200 };
  await page.getByRole('button', { name: /^Try again: The backup of/ }).click();
  await page.getByRole('heading', { level: 1, name: 'You are told by Desktop and Phone.' }).waitFor();
  await eventually(async () => (await log.allTextContents()).every((text) => text.startsWith('Sent')));
  expect(await log.count()).toBe(2);
  const shown = await page.evaluate(() => (window as unknown as { shown: string[] }).shown);
  expect(shown).toEqual(['Holdfast can reach you', 'The backup of “My files” failed']);
  await page.evaluate(() => (window as unknown as { last: Notification }).last.dispatchEvent(new Event('click')));
  await page.waitForURL(/\/activity\/[0-9a-f-]{36}$/);
  await go(page, '/settings/notifications');

  await page.getByRole('button', { name: 'Remove the channel Phone' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'You are told by Desktop.' }).waitFor();
  expect(complaints).toEqual([]);
});

/** Opens the page once more, in a browser that may show messages and notes which it shows. */
async function letShow(page: Page, context: BrowserContext, url: string): Promise<void> {
  await context.grantPermissions(['notifications'], { origin: new URL(url).origin });
  await page.addInitScript(() => {
    const shown: string[] = [];
    window.Notification = class extends window.Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        shown.push(title);
        Object.assign(window, { last: this });
      }
    };
    Object.assign(window, { shown });
  });
  await page.goto('about:blank');
  await page.goto(url);
}

async function addHook(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a channel' }).click();
  await page.getByRole('menuitem', { name: 'ntfy' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Desktop');
  await page.getByLabel('Address to post to').fill(`${receiver.url}/my-backups`);
  await page.getByText('Without https, messages and tokens can be read by whoever is on the way.').waitFor();
  await page.getByRole('button', { name: 'Done with the channel Desktop' }).click();
  await page.getByText(/There is a channel named “Desktop” already/).waitFor();
  await name.fill('Phone');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('Sent. The answer: 200: ok').waitFor();
  expect(JSON.parse(receiver.received.at(-1)?.body ?? '')).toMatchObject({
    topic: 'my-backups',
    title: 'Holdfast can reach you',
  });
  await expectSound(page, 'You are told by Desktop.');
  await page.getByRole('button', { name: 'Done with the channel Phone' }).click();
}
