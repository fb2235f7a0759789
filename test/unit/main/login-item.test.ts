import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoginItemSettings, LoginItemSettingsOptions, Settings } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseHome } from '../../../electron/engine/choose-home.ts';
import { readEntry } from '../../../electron/engine/startup/login/desktop-entry.ts';

/**
 * Start at login as macOS and Windows keep it for Electron: what was set is what is read, Windows by the arguments that it
 * was set with, and each of its entries may be switched off in the Task Manager.
 */
function createAppDouble() {
  let stored: Settings = {};
  const state = { enabled: true, wasOpenedAtLogin: false };
  const app = {
    isPackaged: true,
    getAppPath: () => '/home/ann/holdfast',
    setLoginItemSettings: (settings: Settings): void => {
      stored = settings;
    },
    getLoginItemSettings: (options: LoginItemSettingsOptions = {}): LoginItemSettings => {
      const openAtLogin = stored.openAtLogin === true && String(options.args) === String(stored.args);
      const item = { name: 'Holdfast', path: process.execPath, args: stored.args ?? [], scope: 'user' as const };
      return {
        ...{
          openAtLogin,
          wasOpenedAtLogin: state.wasOpenedAtLogin,
          status: openAtLogin ? 'enabled' : 'not-registered',
        },
        executableWillLaunchAtLogin: openAtLogin && state.enabled,
        launchItems: stored.openAtLogin === true ? [{ ...item, enabled: state.enabled }] : [],
      };
    },
  };
  return { app, state };
}

let double: ReturnType<typeof createAppDouble>;
const home = chooseHome(undefined, {});
const platform = process.platform;

beforeEach(() => {
  double = createAppDouble();
  vi.resetModules();
  vi.doMock('electron', () => ({ app: double.app }));
});

afterEach(() => {
  vi.doUnmock('electron');
  vi.unstubAllEnvs();
  Object.defineProperty(process, 'platform', { value: platform });
});

const open = () => import('../../../electron/main/login-item.ts');
const on = (system: NodeJS.Platform) => Object.defineProperty(process, 'platform', { value: system });

test.each(['darwin', 'win32'] as const)('on %s the system keeps it, and is asked each time', async (system) => {
  on(system);
  const item = (await open()).createLoginItem(home);
  expect(await item.read()).toEqual({ starts: 'window', on: false, file: null, programGone: false });
  await item.set(true);
  expect((await item.read()).on).toBe(true);
  await item.set(false);
  expect((await item.read()).on).toBe(false);
});

test('on Windows what was switched off in the Task Manager is off', async () => {
  on('win32');
  const item = (await open()).createLoginItem(home);
  await item.set(true);
  double.state.enabled = false;
  expect((await item.read()).on).toBe(false);
});

test('a window that a login started knows of it, by its arguments or on macOS from the system', async () => {
  const { wasStartedByLogin } = await open();
  expect(wasStartedByLogin(['/opt/Holdfast/holdfast', '--hidden'])).toBe(true);
  expect(wasStartedByLogin(['/opt/Holdfast/holdfast'])).toBe(false);
  on('darwin');
  double.state.wasOpenedAtLogin = true;
  expect(wasStartedByLogin(['/Applications/Holdfast.app/Contents/MacOS/Holdfast'])).toBe(true);
});

test('on Linux it is an autostart file that starts the window hidden, with its home where that is another', async () => {
  const config = mkdtempSync(join(tmpdir(), 'holdfast-config-'));
  vi.stubEnv('XDG_CONFIG_HOME', config);
  on('linux');
  const { createLoginItem } = await open();
  const item = createLoginItem(home);
  await item.set(true);
  const { file } = await item.read();
  expect(file).toBe(join(config, 'autostart/holdfast.desktop'));
  expect(readEntry(readFileSync(file ?? '', 'utf8')).Exec).toBe(`${process.execPath} --hidden`);

  const other = createLoginItem('/srv/other home');
  await other.set(true);
  const second = await other.read();
  expect(second.file).not.toBe(file);
  expect(readEntry(readFileSync(second.file ?? '', 'utf8')).Exec).toBe(
    `/usr/bin/env "HOLDFAST_HOME=/srv/other home" ${process.execPath} --hidden`,
  );
  double.app.isPackaged = false;
  await createLoginItem(home).set(true);
  expect(readEntry(readFileSync(file ?? '', 'utf8')).Exec).toBe(`${process.execPath} /home/ann/holdfast --hidden`);
});
