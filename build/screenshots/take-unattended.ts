import type { Browser, Page } from 'playwright-core';
import { openPlan } from '../../test/helpers/open-plan.ts';
import { type Look, openLook, shoot } from './look.ts';

/** What goes on by itself: schedules, what is kept, drives, room, and who is told. */
export async function takeUnattended(browser: Browser, url: string): Promise<void> {
  const looks: readonly Look[] = [
    { name: 'unattended', colorScheme: 'light' },
    { name: 'unattended-dark', colorScheme: 'dark' },
    { name: 'unattended-narrow', colorScheme: 'light', width: 720, height: 900 },
  ];
  for (const look of looks) {
    const page = await openLook(browser, url, look);
    await showPlan(page);
    for (const [part, title] of editorParts) {
      await page
        .getByRole('heading', { name: title, exact: true })
        .evaluate((heading) => heading.scrollIntoView({ behavior: 'instant' }));
      await shoot(page, `${look.name}-${part}`);
    }
    for (const [part, path] of pages) {
      await page.goto(new URL(path, url).href);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await shoot(page, `${look.name}-${part}`);
    }
    await page.context().close();
  }
}

const editorParts = [
  ['when', 'When'],
  ['keep', 'How long'],
  ['commands', 'Commands'],
] as const;

const pages = [
  ['schedules', '/activity/schedules'],
  ['drives', '/activity/drives'],
  ['storage', '/settings/repositories'],
  ['notifications', '/settings/notifications'],
] as const;

async function showPlan(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await openPlan(page, 'Projects');
}
