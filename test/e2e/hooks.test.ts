import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPlan } from '../helpers/open-plan.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

test('commands are written, tried, run with a backup, shown with their run, and agreed to when they come with a repository', async () => {
  const { host, page, complaints } = await openWindow({ prepare: addPlan });
  await openPlan(page, 'Papers');
  await page.getByRole('button', { name: 'Add a command' }).click();
  await page.getByText('One of the commands is empty.').waitFor();
  const command = page.getByRole('textbox', { name: 'Command' });
  await command.fill('echo "$HOLDFAST_PLAN is next"; exit 3');
  await page.getByRole('button', { name: 'Try it now' }).click();
  await page.getByText('It failed').waitFor();
  await page.getByText(/^exit status 3 after /).waitFor();
  await page.getByRole('region', { name: 'What it wrote' }).getByText('Papers is next').waitFor();
  await expectSound(page, 'Papers');

  await command.fill('sleep 600');
  await page.getByRole('button', { name: 'Try it now' }).click();
  await page.getByRole('button', { name: 'Stop it' }).click();
  await page.getByRole('button', { name: 'Stop it' }).waitFor({ state: 'detached' });
  await command.fill('echo "$HOLDFAST_PLAN is next"');
  await page.getByRole('button', { name: 'Try it now' }).click();
  await page.getByText('It worked').waitFor();
  await page.getByLabel('If it fails, back up nothing').check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await heading(page, /protects/);

  await go(page, '/');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await heading(page, 'Everything is backed up.');
  await go(page, '/activity');
  await page
    .getByRole('link', { name: /Papers/ })
    .first()
    .click();
  await page.getByRole('heading', { name: '1 command' }).waitFor();
  await page.getByText(/^Before a backup · exit status 0 · /).waitFor();
  await page.getByText('| Papers is next').waitFor();
  await expectSound(page, /Papers/);

  const home = join(host.folder, 'home');
  await runHoldfast(home, 'plan', 'remove', 'Papers');
  await runHoldfast(home, 'connect', join(host.user, 'drive'));
  // The window still knows the plan as it was.
  await page.goto(host.url);
  await page.getByRole('link', { name: 'Plans' }).waitFor();
  await openPlan(page, 'Papers');
  await page.getByText(/nobody has agreed to it on this computer/).waitFor();
  await page.getByRole('button', { name: /^Change the command/ }).click();
  await page.getByRole('button', { name: 'Agree to it' }).click();
  await page.getByText('You agreed to it: it is run once the plan is saved.').waitFor();
  await expectSound(page, 'Papers');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await heading(page, /protects/);
  expect(await runHoldfast(home, 'plan', 'show', 'Papers')).not.toContain('not agreed');
  expect(complaints).toEqual([]);
});

async function addPlan(user: string): Promise<void> {
  const home = join(user, '..', 'home');
  const [documents, drive] = [join(user, 'Documents'), join(user, 'drive')];
  await mkdir(documents);
  await writeFile(join(documents, 'diary'), 'today\n');
  await runHoldfast(home, 'init', drive);
  await runHoldfast(home, 'plan', 'add', 'Papers', '--repository', drive, '--folder', documents);
}
