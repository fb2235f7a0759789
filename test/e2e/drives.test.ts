import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { createDrive, isMounted } from '../helpers/drive.ts';
import { openPlan } from '../helpers/open-plan.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { canMount } from '../helpers/volumes.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

describe.runIf(canMount)('a drive in the window', () => {
  test('starts a backup when it appears, says what was decided, and is let go of', async () => {
    const { host, page, complaints } = await openWindow({
      prepare: async (user) => {
        await mkdir(join(user, 'Documents'));
        for (const name of ['diary', 'letter']) await writeFile(join(user, 'Documents', name), 'today\n');
      },
    });
    const drive = createDrive(join(host.folder, 'image'), join(host.folder, 'drive'), 600);
    try {
      await protectThrough(page, join(drive.place, 'backups'));
      await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
      await chooseRules(page);
      const shown = await runHoldfast(join(host.folder, 'home'), 'plan', 'show', 'My files');
      expect(shown).toContain('when its drive appears, at most every 6 hours');

      drive.pull();
      await drive.released();
      await go(page, '/activity/drives');
      await expectSound(page, '0 of 1 drive is there.');
      await page.getByText('No drive has appeared yet').waitFor();
      drive.plug();
      await page.getByRole('heading', { level: 1, name: '1 drive is there.' }).waitFor();
      await page.getByText(/^not due: backed up .* earlier$/).waitFor();
      await expectSound(page, '1 drive is there.');

      await go(page, '/settings/repositories');
      await page.getByText('yes, unchanged files are shared by snapshots').waitFor();
      await page.getByText(drive.place, { exact: true }).waitFor();
      await expectSound(page, /is free for more snapshots/);
      await page.getByRole('button', { name: 'Unmount' }).click();
      await page.getByText('Last seen').waitFor();
      expect(isMounted(drive.place)).toBe(false);
      const log = await runHoldfast(join(host.folder, 'home'), 'volumes', '--log');
      expect(log).toMatch(/unmounted, can be unplugged[\s\S]*seen, not due: backed up/);
      expect(complaints).toEqual([]);
    } finally {
      drive.close();
    }
  });
});

async function chooseRules(page: Page): Promise<void> {
  await openPlan(page, 'My files');
  await page.getByLabel('Back up as soon as the drive appears').check();
  await page.getByLabel('Not more often than every').check();
  await page.getByLabel('Unmount the drive afterwards').check();
  await page.getByLabel('When the drive is full, first delete what is no longer kept').check();
  await expectSound(page, 'My files');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('heading', { level: 1, name: /protects/ }).waitFor();
}
