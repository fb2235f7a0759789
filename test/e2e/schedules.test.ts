import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPlan } from '../helpers/open-plan.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

test('when a plan is backed up is chosen plainly or by cron, read back in words, shown, paused and resumed', async () => {
  const { host, page, complaints } = await openWindow({
    prepare: async (user) => {
      await mkdir(join(user, 'Documents'));
      for (const name of ['diary', 'letter']) await writeFile(join(user, 'Documents', name), 'today\n');
    },
  });
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.getByText(/Next (in|on|at) /).waitFor();

  await editSchedules(page);
  await openPlan(page, 'My files');
  const lines = page.getByRole('list', { name: 'Schedules' }).getByRole('listitem');
  expect(await lines.allTextContents()).toEqual([
    expect.stringMatching(/^at 02:30, Monday to Friday \(/),
    expect.stringMatching(/^every Sunday at 04:15 \(.*\), not on battery below 30 %/),
  ]);

  await go(page, '/activity/schedules');
  await expectSound(page, /^2 schedules\. Next /);
  expect(await page.getByRole('list', { name: 'Coming up' }).getByRole('listitem').count()).toBe(4);
  await page.getByText('Nothing has been due yet.').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('menuitem', { name: 'For a day' }).click();
  await page.getByRole('heading', { level: 1, name: /^Paused until / }).waitFor();
  const listed = await runHoldfast(join(host.folder, 'home'), 'schedule', 'list');
  expect(listed).toMatch(/Paused: nothing starts by itself before/);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('heading', { level: 1, name: /^2 schedules\. Next / }).waitFor();
  expect(complaints).toEqual([]);
});

async function editSchedules(page: Page): Promise<void> {
  await openPlan(page, 'My files');
  await page.getByRole('button', { name: /^Change the schedule: every day at 03:00/ }).click();
  await choose(page, 'How often', 'Cron expression');
  const cron = page.getByLabel('Minute, hour, day of the month, month, weekday');
  await cron.fill('30 2 * * 8');
  await page.getByText('“8” is no weekday: it must be between 0 and 7.').waitFor();
  await page.getByText('One of the schedules cannot be read yet.').waitFor();
  await cron.fill('30 2 * * 1-5');
  await page.getByText('That is at 02:30, Monday to Friday.').waitFor();
  await page.getByText(/^Next: (Mon|Tue|Wed|Thu|Fri).*02:30/).waitFor();
  await expectSound(page, 'My files');
  await page.getByRole('button', { name: /^Done with the schedule/ }).click();

  await page.getByRole('button', { name: 'Add a schedule' }).click();
  await choose(page, 'How often', 'Every week');
  await page.getByLabel('At', { exact: true }).fill('04:15');
  await page.getByText('That is every Sunday at 04:15.').waitFor();
  await page.getByText('Time zone, battery, and more').click();
  await page.getByLabel('On battery, wait while it is below').check();
  await expectSound(page, 'My files');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('heading', { level: 1, name: /protects/ }).waitFor();
}

async function choose(page: Page, field: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: choice }).click();
}
