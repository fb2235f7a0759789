import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { looks } from '../helpers/open-page.ts';
import { openPlan } from '../helpers/open-plan.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

describe.each(looks)('drives that take turns, $name', (look) => {
  test('are chosen in the plan, told on Home, and named with each snapshot', async () => {
    const { host, page, complaints } = await openWindow({
      ...look,
      prepare: async (user) => {
        await mkdir(join(user, 'Documents'));
        for (const name of ['diary', 'letter']) await writeFile(join(user, 'Documents', name), 'dear\n');
      },
    });
    const home = join(host.folder, 'home');
    const [red, blue] = [join(host.folder, 'red'), join(host.folder, 'blue')];
    await protectThrough(page, red);
    await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
    await runHoldfast(home, 'init', blue);

    await openPlan(page, 'My files');
    await page.getByRole('checkbox', { name: red }).waitFor();
    await page.getByRole('checkbox', { name: blue }).check();
    await page.getByText('These drives take turns').waitFor();
    await expectSound(page, 'My files');
    await page.getByRole('button', { name: 'Save' }).click();
    await expectSound(page, /^1 plan protects 1 folder/);

    await go(page, '/');
    await page.getByText(`${blue}: no copy yet.`).waitFor();
    await writeFile(join(host.user, 'Documents', 'letter'), 'dear Ada\n');
    await backUp(page);
    await page.getByText(`${red}: last copy just now; ${blue}: last copy just now.`).waitFor();
    await expectSound(page, 'Everything is backed up.');

    await rename(blue, `${blue} away`);
    await go(page, '/time');
    await page.getByText(`in ${blue}`).waitFor();
    await page.getByText(`connect the drive of ${blue}`).waitFor();
    await page.getByRole('treeitem', { name: /letter/ }).click();
    await page.getByRole('heading', { name: '2 versions' }).waitFor();
    await expectSound(page, /^“My files” as it was/);
    expect(await runHoldfast(home, 'plan', 'show', 'My files')).toMatch(
      /blue: last good .*, 1 snapshot, not there now/,
    );
    await rename(`${blue} away`, blue);
    expect(complaints).toEqual([]);
  });
});

async function backUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back up now' }).click();
}
