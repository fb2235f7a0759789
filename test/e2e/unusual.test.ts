import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import { createSpaceStore } from '../../electron/engine/storage/space-store.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

test('where far more changed than is usual, the window shows what, and takes the answer', async () => {
  const { page, complaints } = await openWindow({ prepare: encrypted });
  await page.getByRole('heading', { level: 1, name: 'Far more than usual changed in 1 plan. Was that you?' }).waitFor();
  await page.getByText(/^600 of 600 files were changed or deleted\./).waitFor();
  await page.getByRole('link', { name: 'See what changed' }).click();
  await expectSound(page, '600 of 600 files were changed or deleted. Was that you?');
  await page.getByText('600 new files are named as one that is gone, with “.locked” behind it.').waitFor();
  await page.getByText('64 of 64 files that were looked into look encrypted').waitFor();
  const types = page.getByRole('region', { name: 'Types' });
  await types.getByRole('row', { name: '.txt 600 0' }).waitFor();
  await types.getByRole('row', { name: '.locked 0 600' }).waitFor();
  await page
    .getByRole('link', { name: /^Look at it: .*txt$/ })
    .first()
    .waitFor();

  await page.getByRole('link', { name: 'Restore…' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByLabel(/exactly like the snapshot/i).isChecked()).toBe(true);
  await page.goBack();
  await page.getByRole('button', { name: 'It was me' }).click();
  await page.getByRole('heading', { level: 1, name: 'Nothing unusual waits for an answer.' }).waitFor();
  await go(page, '/');
  await page.getByRole('heading', { level: 1, name: /^Backed up/ }).waitFor();
  expect(complaints).toEqual([]);
});

test('the page of storage says how long the room lasts, how it grew, and what a snapshot takes alone', async () => {
  const { page, complaints } = await openWindow({ prepare: filling });
  await page.getByRole('link', { name: 'See for how long it lasts' }).click();
  await page.getByText(/^It goes down by .* a day/).waitFor();
  await page.getByRole('img', { name: /^Free on the drive/ }).waitFor();
  await page.getByRole('button', { name: '1 snapshot of “Papers”' }).click();
  await page
    .getByRole('button', { name: /^Measure the snapshot of/ })
    .first()
    .click();
  await page.getByText(/its own, .* shared$/).waitFor();
  await expectSound(page, /room/);
  expect(complaints).toEqual([]);
});

async function prepared(user: string, files: number): Promise<{ home: string; documents: string }> {
  const home = join(user, '..', 'home');
  const [documents, drive] = [join(user, 'Documents'), join(user, 'drive')];
  await mkdir(documents);
  for (let at = 0; at < files; at += 1) await writeFile(join(documents, `page ${at}.txt`), `Page ${at}\n`.repeat(200));
  await runHoldfast(home, 'init', drive);
  await runHoldfast(home, 'plan', 'add', 'Papers', '--repository', drive, '--folder', documents);
  await runHoldfast(home, 'backup');
  return { home, documents };
}

/** As a program leaves it that wants a ransom. */
async function encrypted(user: string): Promise<void> {
  const { home, documents } = await prepared(user, 600);
  for (let at = 0; at < 600; at += 1) {
    await writeFile(join(documents, `page ${at}.txt.locked`), randomBytes(2000));
    await rm(join(documents, `page ${at}.txt`));
  }
  // It ends with a warning, which is an exit code of its own.
  await expect(runHoldfast(home, 'backup')).rejects.toThrow('600 of 600 files');
}

const dayMs = 24 * 60 * 60 * 1000;

/** As if each of the last ten days had taken a tenth of what is free. */
async function filling(user: string): Promise<void> {
  const { home } = await prepared(user, 3);
  const db = openCatalogue(home);
  const space = createSpaceStore(db);
  const [id] = db.prepare<[], string>('SELECT id FROM repository').pluck().all();
  const today = space.days(id ?? '', '2026-01-01').at(-1);
  for (let ago = 10; ago > 0 && today; ago -= 1) {
    const at = new Date(Date.parse(today.at) - ago * dayMs).toISOString();
    const freeBytes = Math.round(today.freeBytes * (1 + ago / 10));
    const plans = today.plans.map(({ planId, bytes }) => ({ planId, bytes: Math.round(bytes * (1 - ago / 20)) }));
    space.put(id ?? '', { day: at.slice(0, 10), at, totalBytes: today.totalBytes, freeBytes, plans });
  }
  db.close();
}
