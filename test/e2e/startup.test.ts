import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { protectThrough } from '../helpers/protect-through.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { expectSound, go } from '../helpers/sound-page.ts';
import { startUserManager, type UserManager } from '../helpers/user-manager.ts';
import { windowTests } from '../helpers/window-tests.ts';

const openWindow = windowTests();
let manager: UserManager;
beforeAll(async () => {
  manager = await startUserManager();
});
afterAll(() => manager.stop());

const prepare = async (user: string): Promise<void> => {
  await mkdir(join(user, 'Documents'));
  for (const name of ['letter.txt', 'plan.md']) await writeFile(join(user, 'Documents', name), name);
};

/** On a desktop, in a session of the manager. */
const onDesktop = () => ({ prepare, environment: { ...manager.environment, DISPLAY: ':9' } });
const autostart = () => join(manager.environment.XDG_CONFIG_HOME, 'autostart');
const loginSwitch = (page: Page) => page.getByRole('switch', { name: 'Start at login' });
const serviceSwitch = (page: Page) => page.getByRole('switch', { name: 'Run as a service' });

test('after the first backup Home asks once whether to start at login, and Settings show what the disk says', async () => {
  const { host, page, complaints } = await openWindow(onDesktop());
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  await page.getByText('Shall Holdfast start when you log in?').waitFor();
  await expectSound(page, 'Everything is backed up.');
  await page.getByRole('button', { name: 'Start at login' }).click();
  await page.getByText('Shall Holdfast start when you log in?').waitFor({ state: 'detached' });
  const file = await fileOf(host.folder);
  expect(readFileSync(file, 'utf8')).toContain('serve --no-address');

  await go(page, '/settings');
  await page.getByText('Logging in starts Holdfast in the background').waitFor();
  expect(await loginSwitch(page).isChecked()).toBe(true);
  await expectSound(page, /Holdfast|attention/);
  // Switched off by the desktop's own settings: found at the next look.
  writeFileSync(file, readFileSync(file, 'utf8').replace('autostart-enabled=true', 'autostart-enabled=false'));
  await go(page, '/');
  await go(page, '/settings');
  await eventually(async () => !(await loginSwitch(page).isChecked()));
  await loginSwitch(page).click();
  await eventually(() => readFileSync(file, 'utf8').includes('autostart-enabled=true'));
  await loginSwitch(page).click();
  await eventually(() => !existsSync(file));
  // It was answered.
  await go(page, '/');
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  expect(await page.getByText('Shall Holdfast start').count()).toBe(0);
  expect(complaints).toEqual([]);
});

async function fileOf(folder: string): Promise<string> {
  const status: { readonly file: string } = JSON.parse(
    await runHoldfast(join(folder, 'home'), 'login', 'status', '--json'),
  );
  expect(status.file.startsWith(autostart())).toBe(true);
  return status.file;
}

test('a no is remembered too', async () => {
  const { host, page } = await openWindow(onDesktop());
  await protectThrough(page, join(host.folder, 'drive'));
  await page.getByRole('button', { name: 'No, I start it myself' }).click();
  await page.getByText('Shall Holdfast start').waitFor({ state: 'detached' });
  await page.reload();
  await go(page, '/settings');
  await loginSwitch(page).waitFor();
  expect(await loginSwitch(page).isChecked()).toBe(false);
  await go(page, '/');
  await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();
  expect(await page.getByText('Shall Holdfast start').count()).toBe(0);
});

test('a service is seen beside this window, in place of start at login, and can be switched off here', async () => {
  const { host, page, complaints } = await openWindow(onDesktop());
  const home = join(host.folder, 'home');
  Object.assign(process.env, manager.environment);
  // By a command, which may be told that the project's own place is no matter.
  await runHoldfast(home, 'service', 'install', '--anyway');
  await go(page, '/settings');
  await page.getByText(/It is running \(process \d+\) and takes over when this one ends\./).waitFor();
  await page.getByText('The service below starts at login already.').waitFor();
  await page.getByText('loginctl enable-linger').waitFor();
  expect(await loginSwitch(page).isDisabled()).toBe(true);
  await expectSound(page, /Holdfast|attention/);
  await serviceSwitch(page).click();
  await eventually(async () => !(await serviceSwitch(page).isChecked()));
  expect(JSON.parse(await runHoldfast(home, 'service', 'status', '--json'))).toMatchObject({
    ...{ installed: false, running: false },
  });
  expect(complaints).toEqual([]);
});
