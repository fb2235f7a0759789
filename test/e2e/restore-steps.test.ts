import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { confirm, heading, items, reportNow, showPlan, twice } from '../helpers/papers-in-window.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { layoutShift, watchLayout } from '../helpers/watch-layout.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();

/** As browsers judge it, more than this is felt. */
const tolerable = 0.1;

test.each([
  ['wide', 1280],
  ['narrow', 720],
])('in none of the steps of a restore and its undoing does anything jump (%s)', async (_, width) => {
  const { page } = await openWindow({ prepare: withMuch, width });
  await page.getByRole('link', { name: 'Time' }).click();
  const restoreAll = page.getByRole('button', { name: 'Restore all of it…' });
  await restoreAll.waitFor();
  const moved: Record<string, number> = {};
  /** What a step moves, from the press that leads to it until it is whole. */
  const step = async (name: string, go: () => Promise<unknown>): Promise<void> => {
    await watchLayout(page);
    await go();
    await page.waitForLoadState('networkidle');
    moved[name] = await layoutShift(page);
  };
  await step('choices', async () => {
    await restoreAll.click();
    await heading(page, /^Restore/);
  });
  await step('dry run', async () => {
    await showPlan(page);
    await items(page).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Restore now' }).waitFor();
  });
  await step('restore', async () => {
    await confirm(page, 'Restore now');
    await heading(page, 'Restored.');
    await page.getByRole('link', { name: 'Undo this restore…' }).waitFor();
  });
  await step('dry run of its undoing', async () => {
    await page.getByRole('link', { name: 'Undo this restore…' }).click();
    await items(page).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Undo now' }).waitFor();
  });
  await step('undoing', async () => {
    await confirm(page, 'Undo now');
    await heading(page, 'Undone.');
  });
  expect(Object.entries(moved).filter(([, shift]) => shift >= tolerable)).toEqual([]);
});

test('a restore is undone from its safety copy where nothing else is known of it', async () => {
  const { host, page, complaints } = await openWindow({ prepare: restoredAndLost });
  const documents = join(host.user, 'Documents');
  const [plan = ''] = await readdir(join(host.folder, 'drive', 'plans'));
  const folder = join(host.folder, 'drive', 'plans', plan, 'snapshots');
  const [safety = ''] = (await readdir(folder)).filter((name) => name.endsWith('-safety'));
  const { id } = JSON.parse(await readFile(join(folder, safety, 'manifest.json'), 'utf8'));
  await page.goto(new URL(`/time?snapshot=${id}`, host.url).href);
  await page.getByRole('link', { name: 'Undo this restore…' }).click();
  await heading(page, /^\d+ changes/);
  await page.getByText('Undo a restore: everything, in place').waitFor();
  await confirm(page, 'Undo now');
  await heading(page, 'Undone.');
  expect(await readFile(join(documents, 'report.txt'), 'utf8')).toBe(reportNow);
  expect(await readdir(documents)).not.toContain('letters');

  await page.goto(new URL(`/restore/undo/${id}`, host.url).href);
  await heading(page, 'This restore was undone.');
  await page.getByRole('link', { name: 'See the undoing' }).click();
  await heading(page, /succeeded$/);
  expect(complaints).toEqual([]);
});

/** More to be restored than a page of a list holds, much of it in folders that are gone. */
async function withMuch(user: string): Promise<void> {
  await twice(user);
  const documents = join(user, 'Documents');
  await mkdir(join(documents, 'many'));
  for (let file = 0; file < 400; file += 1) await writeFile(join(documents, 'many', `${file}.txt`), `${file}\n`);
  await runHoldfast(join(user, '..', 'home'), 'backup', 'Papers');
  await rm(join(documents, 'many'), { recursive: true });
  await writeFile(join(documents, 'report.txt'), reportNow);
}

/** Restored in place; then only the drive is left. */
async function restoredAndLost(user: string): Promise<void> {
  await twice(user);
  const [home, drive] = [join(user, '..', 'home'), join(user, '..', 'drive')];
  const [oldest = ''] = (await readdir(join(drive, 'plans', 'papers', 'snapshots'))).sort();
  await runHoldfast(home, 'restore', `Papers/${oldest}`, '--in-place', '--confirm', 'overwrite 1');
  await rename(home, `${home}-lost`);
  await runHoldfast(home, 'connect', drive);
}
