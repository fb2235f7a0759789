import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { protectThrough } from '../helpers/protect-through.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

test('the audit trail tells who did what, is filtered, and saved as a file', async () => {
  const { host, page, complaints } = await openWindow({
    prepare: async (user) => {
      await mkdir(join(user, 'Documents'));
      for (const name of ['letter.txt', 'plan.md']) await writeFile(join(user, 'Documents', name), name);
    },
  });
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('heading', { name: 'Nothing has been restored, deleted or changed yet.' }).waitFor();
  expect(await page.getByRole('button', { name: 'Export CSV' }).isDisabled()).toBe(true);
  await page.getByRole('link', { name: 'Home' }).click();
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill('audit');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /added a plan, just now$/ }).waitFor();
  const trail = page.getByRole('region', { name: 'Audit trail' });
  await trail.getByText(/added a plan: “My files”/).waitFor();
  await trail.getByText(/made a repository/).waitFor();
  await trail.getByText('in the window').first().waitFor();
  expect(await trail.getByRole('listitem').count()).toBe(2);

  // What changes shows at once, also where something else changed it.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill('dark colours');
  await page.keyboard.press('Enter');
  await trail.getByText('colours: system → dark').waitFor();

  await page.getByRole('combobox', { name: 'All actions' }).click();
  await page.getByRole('option', { name: 'Plans added' }).click();
  await page.getByRole('heading', { name: /added a plan/ }).waitFor();
  expect(await trail.getByRole('listitem').count()).toBe(1);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^holdfast-audit-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('"plan-add"');

  await page.getByRole('combobox', { name: 'All actions' }).click();
  await page.getByRole('option', { name: 'Repairs' }).click();
  await page.getByRole('heading', { name: 'Nothing fits these filters.' }).waitFor();
  expect(complaints).toEqual([]);
});
