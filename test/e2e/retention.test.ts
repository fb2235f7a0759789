import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeDailyBackups } from '../helpers/daily-backups.ts';
import { openPlan } from '../helpers/open-plan.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

test('how long snapshots are kept is chosen on a calendar, explained, and comes true with the next backup', async () => {
  const { host, page, complaints } = await openWindow({ prepare: backUpDaily('all') });
  await openPlan(page, 'Papers');
  await page.getByLabel('Every snapshot, for ever').waitFor();
  await page.getByText('All 6 snapshots there are now would stay.').waitFor();

  await page.getByLabel('Fewer, the older they get').check();
  await page.getByText(/^With a backup every hour you could go back to/).waitFor();
  for (const rule of ['Newest', 'All for days', 'Hourly', 'Weekly', 'Monthly', 'Yearly']) await setRule(page, rule, 0);
  await setRule(page, 'Daily', 0);
  await page.getByText('It keeps nothing.').waitFor();
  await page.getByText('Say which snapshots to keep.').waitFor();
  await setRule(page, 'Daily', 2);
  await page.getByText('With a backup every hour you could go back to 2 days of the last twelve months.').waitFor();
  await page.getByText(/^It reaches back 2 days only/).waitFor();
  await setRule(page, 'All for days', 1);
  await page.getByText('Of the 6 snapshots there are now, 4 would go.').waitFor();
  await page.getByRole('button', { name: 'Show which, and why' }).click();
  const rows = page.getByRole('region', { name: 'What stays and what goes' }).getByRole('listitem');
  await rows.filter({ hasText: 'last good copy, of the last day, day 1 of 2' }).waitFor();
  expect(await rows.filter({ hasText: 'no rule keeps it' }).count()).toBe(4);
  await expectSound(page, 'Papers');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('heading', { level: 1, name: /protects/ }).waitFor();
  expect(await snapshotsThere(host.user)).toHaveLength(6);

  await go(page, '/');
  await appendFile(join(host.user, 'Documents', 'diary'), 'today\n');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  // The first of the day and of the day before, and the newest good one.
  await expect.poll(async () => (await snapshotsThere(host.user)).length, { timeout: 60_000 }).toBe(3);
  await go(page, '/time');
  await page.getByText(/kept until/).waitFor();
  expect(complaints).toEqual([]);
});

test('what the policy lets go of is shown and deleted at once; a schedule keeps what it makes by numbers of its own', async () => {
  // What goes by it has been looked for when the window opens, and is not again until the next backup.
  const { host, page, complaints } = await openWindow({ prepare: backUpDaily('last=6') });
  await openPlan(page, 'Papers');
  await setRule(page, 'Newest', 2);
  await page.getByText('Of the 6 snapshots there are now, 4 would go.').waitFor();
  await page.getByText('They go after the next backup, once the plan is saved.').waitFor();
  await addOwnKeep(page);
  await expectSound(page, 'Papers');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('heading', { level: 1, name: /protects/ }).waitFor();

  await openPlan(page, 'Papers');
  await page.getByText(/keeps the last 3, 24 monthly of its own/).waitFor();
  await page.getByRole('button', { name: 'Delete them now' }).click();
  const rows = page.getByRole('region', { name: 'What stays and what goes' }).getByRole('listitem');
  await rows.filter({ hasText: 'no rule keeps it' }).first().waitFor();
  await expectSound(page, 'Papers');
  await page.getByRole('button', { name: 'Delete 4 snapshots' }).click();
  await page.getByText('All 2 snapshots there are now would stay.').waitFor();
  expect(await snapshotsThere(host.user)).toHaveLength(2);
  await page.getByText('Succeeded').waitFor();
  await expectSound(page, 'Papers');
  expect(complaints).toEqual([]);
});

async function addOwnKeep(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a schedule' }).click();
  const schedule = page.getByRole('group', { name: /^Schedule: / });
  await schedule.getByText('How long, time zone, battery, and more').click();
  await schedule.getByRole('combobox', { name: 'How long' }).click();
  await page.getByRole('option', { name: 'By numbers of its own' }).click();
  for (const rule of ['All for days', 'Hourly', 'Daily', 'Weekly', 'Yearly']) await setRule(page, rule, 0, schedule);
  await setRule(page, 'Monthly', 24, schedule);
  await page.getByText(/^With its schedules you could go back to/).waitFor();
}

const snapshotsThere = async (user: string): Promise<string[]> =>
  readdir(join(user, 'drive', 'plans', 'papers', 'snapshots'));

/** Of the plan, whose numbers stand last, or of what is said. */
async function setRule(page: Page, rule: string, count: number, within?: Locator): Promise<void> {
  const field = (within ?? page).getByLabel(rule, { exact: true }).last();
  await field.fill(String(count));
}

/** A plan that keeps what is said, and six snapshots, one a day. */
const backUpDaily =
  (keep: string) =>
  async (user: string): Promise<void> =>
    void (await makeDailyBackups({ user, repository: join(user, 'drive'), days: 6, options: ['--keep', keep] }));
