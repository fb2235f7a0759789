import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  aYear,
  command,
  confirm,
  find,
  heading,
  items,
  reportNow,
  showPlan,
  twice,
} from '../helpers/papers-in-window.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { windowTests } from '../helpers/window-tests.ts';

const restoreInPlace = fileURLToPath(new URL('../fixtures/restore-in-place.ts', import.meta.url));

const openWindow = windowTests();

test('a deleted folder and a year of changes to a file are found, brought back, and brought back is undone', async () => {
  const { host, page, complaints } = await openWindow({ prepare: aYear });
  const documents = join(host.user, 'Documents');

  await find(page, 'letters');
  await page.getByRole('button', { name: 'Restore this folder…' }).click();
  await showPlan(page);
  await heading(page, '4 changes. Nothing newer is lost.');
  await items(page).getByText('to the bank.txt').waitFor();
  await page.getByText('Nothing that is there is touched. This can be undone.').waitFor();
  await page.getByRole('button', { name: 'Restore now' }).click();
  await heading(page, 'Restored.');
  expect(await lettersIn(documents)).toEqual(['to the bank.txt', 'to the landlord.txt', 'to the tax office.txt']);
  expect(await readFile(join(documents, 'letters', 'to the bank.txt'), 'utf8')).toBe('Dear bank\n');

  const report = join(documents, 'report.txt');
  const before = await stat(report);
  await find(page, 'report');
  const versions = page.getByRole('region', { name: 'Versions' });
  await versions.getByRole('button').last().click();
  await page.getByRole('region', { name: 'Preview' }).getByText('January').waitFor();
  await page.getByRole('button', { name: 'Restore this file…' }).click();
  await showPlan(page);
  await heading(page, '1 change: 1 newer overwritten.');
  await items(page).getByText('Overwrite newer').waitFor();
  await confirm(page, 'Restore now');
  await heading(page, 'Restored.');
  expect(await readFile(report, 'utf8')).toBe('January\n');

  await page.getByRole('link', { name: 'Undo this restore…' }).click();
  await heading(page, /^1 change/);
  await confirm(page, 'Undo now');
  await heading(page, 'Undone.');
  expect(await readFile(report, 'utf8')).toBe(reportNow);
  expect((await stat(report)).mtimeMs).toBe(before.mtimeMs);
  expect(complaints).toEqual([]);
});

test('an undoing takes away what was created, and can itself be undone', async () => {
  const { host, page } = await openWindow({ prepare: twice });
  const documents = join(host.user, 'Documents');
  await restoreLetters(page);

  await command(page, 'undo the last');
  await heading(page, '4 changes: 4 deleted.');
  await confirm(page, 'Undo now');
  await heading(page, 'Undone.');
  expect(await readdir(documents)).not.toContain('letters');

  await page.getByRole('link', { name: 'Undo this undoing…' }).click();
  await heading(page, /^4 changes/);
  await confirm(page, 'Undo now');
  await heading(page, 'Undone.');
  expect(await lettersIn(documents)).toHaveLength(3);
});

test('where something is in the way, what is newer may be kept, or both', async () => {
  const { host, page } = await openWindow({ prepare: twice });
  const report = join(host.user, 'Documents', 'report.txt');
  await find(page, 'report');
  await page.getByRole('region', { name: 'Versions' }).getByRole('button').last().click();
  await page.getByRole('button', { name: 'Restore this file…' }).click();
  await page.getByLabel('Keep what is newer').check();
  await showPlan(page);
  await heading(page, 'Nothing would change.');
  await page.getByText('1 newer one kept').waitFor();

  await page.getByRole('button', { name: 'Change the choices' }).click();
  await page.getByLabel('Keep both').check();
  await showPlan(page);
  await items(page).getByText('Put beside').waitFor();
  await page.getByRole('button', { name: 'Restore now' }).click();
  await heading(page, 'Restored.');
  expect(await readFile(report, 'utf8')).toBe(reportNow);
  const [beside = ''] = (await readdir(join(host.user, 'Documents'))).filter((name) =>
    name.startsWith('report (as of'),
  );
  expect(await readFile(join(host.user, 'Documents', beside), 'utf8')).toBe('January\n');
});

test('what changed on disk since the dry run is shown, with what would happen now', async () => {
  const { host, page } = await openWindow({ prepare: twice });
  await find(page, 'letters');
  await page.getByRole('button', { name: 'Restore this folder…' }).click();
  await showPlan(page);
  await heading(page, '4 changes. Nothing newer is lost.');
  const letters = join(host.user, 'Documents', 'letters');
  await mkdir(letters);
  await writeFile(join(letters, 'to the bank.txt'), 'written meanwhile\n');
  await page.getByRole('button', { name: 'Restore now' }).click();
  await page.getByText('The disk has changed since you looked. Nothing was touched.').waitFor();
  expect(await readFile(join(letters, 'to the bank.txt'), 'utf8')).toBe('written meanwhile\n');
  await heading(page, /1 newer overwritten/);
  await confirm(page, 'Restore now');
  await heading(page, 'Restored.');
  expect(await readFile(join(letters, 'to the bank.txt'), 'utf8')).toBe('Dear bank\n');
});

test('damage in the snapshot is told before anything is touched, with the ways on', async () => {
  const { host, page } = await openWindow({ prepare: twice });
  const report = join(host.user, 'Documents', 'report.txt');
  await damageOldest(join(host.folder, 'drive'), report);
  await find(page, 'report');
  await page.getByRole('region', { name: 'Versions' }).getByRole('button').last().click();
  await page.getByRole('button', { name: 'Restore this file…' }).click();
  await showPlan(page);
  await confirm(page, 'Restore now');
  await heading(page, 'The snapshot is damaged. Nothing was touched.');
  await page.getByText('undamaged in').waitFor();
  expect(await readFile(report, 'utf8')).toBe(reportNow);
  await page.getByRole('button', { name: 'Take the nearest undamaged version' }).click();
  await confirm(page, 'Restore now');
  await heading(page, 'Restored, but 1 thing needs a look.');
  expect(await readFile(report, 'utf8')).toBe('October\n');
});

test('a restore that was cut off is told of on Home, and is finished or undone from there', async () => {
  const { host, page, complaints } = await openWindow({ prepare: cutOff });
  const documents = join(host.user, 'Documents');
  await page.getByRole('link', { name: 'See what happened' }).click();
  await heading(page, /^Restore from “Papers”: interrupted$/);
  await page.getByRole('button', { name: 'Finish it' }).waitFor();
  await page.getByRole('link', { name: 'Home' }).click();
  const notice = page.getByRole('region', { name: 'A restore was cut off. Finish it or undo it.' });
  await notice.getByRole('button', { name: 'Finish it' }).click();
  await heading(page, /^Restore from “Papers”: succeeded$/);
  expect(new Set(await contentsOf(documents))).toEqual(new Set(['old']));
  await page.getByRole('link', { name: 'Home' }).click();
  await heading(page, /backed up/);
  await notice.waitFor({ state: 'detached' });

  await command(page, 'undo the last');
  await heading(page, /changes/);
  await confirm(page, 'Undo now');
  await heading(page, 'Undone.');
  expect(new Set(await contentsOf(documents))).toEqual(new Set(['new']));
  expect(complaints).toEqual([]);
});

const lettersIn = async (documents: string) => (await readdir(join(documents, 'letters'))).sort();

async function restoreLetters(page: Page): Promise<void> {
  await find(page, 'letters');
  await page.getByRole('button', { name: 'Restore this folder…' }).click();
  await showPlan(page);
  await heading(page, /^4 changes/);
  await page.getByRole('button', { name: 'Restore now' }).click();
  await heading(page, 'Restored.');
}

const cutOffFiles = 900;

/** A restore in place that was killed while it wrote. */
async function cutOff(user: string): Promise<void> {
  const documents = join(user, 'Documents');
  const [home, drive] = [join(user, '..', 'home'), join(user, '..', 'drive')];
  await mkdir(documents);
  const fill = async (text: string) => {
    for (let file = 0; file < cutOffFiles; file += 1) await writeFile(join(documents, `${file}.txt`), text);
  };
  await fill('old');
  await runHoldfast(home, 'init', drive);
  await runHoldfast(home, 'plan', 'add', 'Papers', '--repository', drive, '--folder', documents);
  await runHoldfast(home, 'backup', 'Papers');
  await fill('new');
  await killWhileRestoring(home);
}

async function killWhileRestoring(home: string): Promise<void> {
  const child = spawn(process.execPath, [restoreInPlace, home], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let killed = false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/ restoring [1-9]/.test(line)) continue;
    process.kill(-Number(child.pid), 'SIGKILL');
    killed = true;
    break;
  }
  await ended;
  if (!killed) throw new Error('the restore ended before it could be killed');
}

async function contentsOf(documents: string): Promise<readonly string[]> {
  const names = await readdir(documents);
  return Promise.all(names.map((name) => readFile(join(documents, name), 'utf8')));
}

/** Flips what the oldest snapshot holds of a file; its size and time stay as they were. */
async function damageOldest(repository: string, file: string): Promise<void> {
  const [plan = ''] = await readdir(join(repository, 'plans'));
  const snapshots = join(repository, 'plans', plan, 'snapshots');
  const [oldest = ''] = (await readdir(snapshots)).sort();
  const copy = join(snapshots, oldest, 'files', file);
  const { atime, mtime } = await stat(copy);
  await writeFile(copy, 'Yanuary\n');
  await utimes(copy, atime, mtime);
}
