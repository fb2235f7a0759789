import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HoldfastClient } from '#shared/contract/index.ts';
import { openPortTransport } from '#shared/contract/port-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import { findOwner } from '../../../electron/engine/owner.ts';
import { startHost } from '../../../electron/host/start-host.ts';
import type { runApp } from '../../../electron/main/run-app.ts';
import type { OpenTray, TrayOptions } from '../../../electron/main/tray.ts';
import { createElectronDouble, type ElectronDouble, requestPort } from '../../helpers/electron-double.ts';

let home: string;
let electron: ElectronDouble;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-window-'));
});

afterEach(async () => {
  if (!electron.app.hasQuit) {
    electron.app.quit();
    await untilQuit();
  }
  vi.doUnmock('electron');
  rmSync(home, { recursive: true, force: true });
});

type AppOptions = NonNullable<Parameters<typeof runApp>[1]>;

async function run(
  options: AppOptions & Parameters<typeof createElectronDouble>[0] = {},
  prepare: (double: ElectronDouble) => void = () => {},
): Promise<void> {
  electron = createElectronDouble(options);
  prepare(electron);
  vi.resetModules();
  vi.doMock('electron', () => electron);
  const main = await import('../../../electron/main/run-app.ts');
  main.runApp(home, { args: [], ...options });
}

/** A tray that notes what it was made of. */
function createTrayDouble() {
  const made: TrayOptions[] = [];
  const openTray: OpenTray = (options) => {
    made.push(options);
    return { available: true, close: () => {} };
  };
  return { made, openTray };
}

async function openedWindow() {
  await vi.waitFor(() => expect(electron.windows).toHaveLength(1), { timeout: 60_000 });
  const [window] = electron.windows;
  if (window === undefined) throw new Error('No window was opened');
  return window;
}

const patient = { timeout: 60_000 };
const untilQuit = () => vi.waitFor(() => expect(electron.app.hasQuit).toBe(true), patient);

const clientOver = (port: MessagePort) => {
  const transport = openPortTransport(port);
  return { client: clientOf(transport.link), close: transport.close };
};

test('the window owns the home, answers its page over a port, and frees the home when it quits', async () => {
  await run();
  const window = await openedWindow();
  expect(electron.app.isSandboxed).toBe(true);
  expect(window.webContents.mainFrame.url).toBe('holdfast://app/');
  expect(findOwner(home)).toMatchObject({ state: 'reachable', endpoint: { pid: process.pid } });

  const { client, close } = clientOver(requestPort(electron, window.webContents));
  expect(await client.system.status()).toMatchObject({ home, owner: 'window' });
  close();

  window.close();
  await untilQuit();
  expect(findOwner(home)).toEqual({ state: 'none' });
});

test('each load of the page gets a port of its own; a stream of an earlier one does not hold up quitting', async () => {
  await run();
  const window = await openedWindow();
  const before = clientOver(requestPort(electron, window.webContents));
  const changes = await before.client.system.changes();
  const after = clientOver(requestPort(electron, window.webContents));
  expect(await after.client.plans.list()).toEqual([]);
  electron.app.quit();
  await untilQuit();
  before.close();
  after.close();
  await changes.return?.();
});

test('beside a running host there is no second engine: the window shows the host’s pages', async () => {
  const host = await startHost({ home });
  try {
    await run();
    const window = await openedWindow();
    expect(window.webContents.mainFrame.url).toBe(host.url);
    await once(requestPort(electron, window.webContents), 'close', { signal: AbortSignal.timeout(200) }).catch(
      () => {},
    );
    electron.app.quit();
    await untilQuit();
    expect(findOwner(home).state).toBe('reachable');
  } finally {
    await host.close();
  }
});

test('a second instance ends; the first shows its window, at the page that the second was to show', async () => {
  await run();
  const window = await openedWindow();
  const start = (...args: string[]) => electron.app.emit('second-instance', {}, ['/opt/holdfast'], '/', { args });
  start();
  expect(electron.windows).toHaveLength(1);
  expect(window.focusCount).toBe(1);
  start('holdfast://app/activity/1?x=2', '--unknown');
  expect(window.webContents.getURL()).toBe('holdfast://app/activity/1?x=2');
  start('holdfast://elsewhere/', 'https://example.org/');
  expect(window.webContents.getURL()).toBe('holdfast://app/activity/1?x=2');
  expect(window.focusCount).toBe(3);
  start('--hidden');
  expect(window.focusCount).toBe(3);
  electron.app.emit('open-url', { preventDefault: () => {} }, 'holdfast://app/plans');
  expect(window.webContents.getURL()).toBe('holdfast://app/plans');

  const first = electron;
  await run({ isFirstInstance: false, args: ['holdfast://app/time'] });
  expect(electron.app.hasQuit).toBe(true);
  expect(electron.windows).toHaveLength(0);
  expect(electron.app.handed).toEqual({ args: ['holdfast://app/time'] });
  expect(electron.app.paths.get('userData')).toBe(join(home, 'electron'));
  electron = first;
});

test('a link opens its page at the start', async () => {
  await run({ args: ['holdfast://app/activity/1'] });
  expect((await openedWindow()).webContents.getURL()).toBe('holdfast://app/activity/1');
});

test('a hidden start shows no window where there is a tray, from which it opens; else one in the taskbar', async () => {
  const tray = createTrayDouble();
  await run({ args: ['--hidden'], openTray: tray.openTray });
  await vi.waitFor(() => expect(tray.made).toHaveLength(1), patient);
  expect(tray.made[0]).toMatchObject({ language: 'en', services: expect.anything() });
  await new Promise((resolve) => setImmediate(resolve));
  expect(electron.windows).toHaveLength(0);
  tray.made[0]?.actions.open('/plans');
  expect((await openedWindow()).webContents.getURL()).toBe('holdfast://app/plans');
  tray.made[0]?.actions.quit();
  await untilQuit();

  await run({ args: ['--hidden'] });
  const window = await openedWindow();
  await vi.waitFor(() => expect(window.isMinimized()).toBe(true), patient);
});

test('closing leaves the program in the tray, which is said once; opened again, it shows the page of before', async () => {
  const { openTray } = createTrayDouble();
  await run({ openTray, args: ['holdfast://app/plans'], locale: 'de-AT' });
  (await openedWindow()).close();
  await vi.waitFor(() => expect(electron.notifications).toHaveLength(1), patient);
  expect(electron.notifications[0]).toMatchObject({ isShown: true, options: { title: 'Holdfast läuft weiter' } });
  electron.app.emit('activate');
  const again = await openedWindow();
  expect(again.webContents.getURL()).toBe('holdfast://app/plans');
  again.close();
  electron.notifications[0]?.emit('click');
  expect((await openedWindow()).webContents.getURL()).toBe('holdfast://app/settings');
  expect(electron.notifications).toHaveLength(1);
  expect(electron.app.hasQuit).toBe(false);
});

test('with the setting off, closing ends the program though there is a tray', async () => {
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ keepInTray: false }));
  await run({ openTray: createTrayDouble().openTray });
  (await openedWindow()).close();
  await untilQuit();
});

test('the window opens where it was closed, if there is such a screen still', async () => {
  await run();
  const bounds = { x: 200, y: 100, width: 1000, height: 700 };
  const first = await openedWindow();
  first.moveTo(bounds);
  first.maximize();
  electron.app.quit();
  await untilQuit();

  await run();
  const second = await openedWindow();
  expect(second.options).toMatchObject(bounds);
  await vi.waitFor(() => expect(second.isMaximized()).toBe(true), patient);
  electron.app.quit();
  await untilQuit();

  await run({}, ({ screen }) => {
    screen.areas = [{ x: 4000, y: 0, width: 1280, height: 800 }];
  });
  expect((await openedWindow()).options).not.toHaveProperty('x');
});

test('a page that is gone or answers no more is loaded again, the fourth time within a minute only when somebody wants it', async () => {
  await run();
  const window = await openedWindow();
  const { webContents } = window;
  webContents.crash();
  window.emit('unresponsive');
  webContents.crash('oom');
  expect(webContents.reloadCount).toBe(3);
  webContents.crash('clean-exit');
  webContents.crash();
  const [asked] = electron.dialog.asked;
  expect(asked?.options).toMatchObject({ buttons: ['Load it again', 'Show logs', 'Close the window'] });
  asked?.answer(0);
  await vi.waitFor(() => expect(webContents.reloadCount).toBe(4), patient);
  webContents.crash();
  electron.dialog.asked[1]?.answer(1);
  await vi.waitFor(() => expect(electron.shell.opened).toEqual([join(home, 'logs')]), patient);
  expect(readFileSync(join(home, 'logs', 'holdfast.log'), 'utf8')).toContain("The window's page is gone (oom, 139)");
  await untilQuit();
});

test('quitting asks while a backup goes on; what quitting cuts off is gone on with at the next start', async () => {
  await run();
  const window = await openedWindow();
  const { client, close } = clientOver(requestPort(electron, window.webContents));
  const { runId } = await startHeldBackup(client);
  electron.app.quit();
  await vi.waitFor(() => expect(electron.dialog.asked).toHaveLength(1), patient);
  const [asked] = electron.dialog.asked;
  expect(asked?.options).toMatchObject({ buttons: ['Quit and continue next time', 'Keep running'], cancelId: 1 });
  expect(asked?.options.detail).toContain('Backup of “Papers”');
  asked?.answer(1);
  await new Promise((resolve) => setImmediate(resolve));
  expect((await client.runs.get({ run: runId })).outcome).toBeNull();

  electron.app.quit();
  await vi.waitFor(() => expect(electron.dialog.asked).toHaveLength(2), patient);
  electron.dialog.asked[1]?.answer(0);
  await untilQuit();
  close();
  rmSync(join(home, 'held'));

  await run();
  const again = clientOver(requestPort(electron, (await openedWindow()).webContents));
  await vi.waitFor(async () => {
    const { items } = await again.client.runs.list({ kind: 'backup' });
    expect(items.map(({ outcome }) => outcome)).toEqual(['succeeded', 'cancelled']);
  }, patient);
  again.close();
});

test.each(['shutdown', 'SIGTERM'])(
  '%s ends a backup in order and asks nobody, also where somebody is being asked',
  async (end) => {
    await run();
    const { client, close } = clientOver(requestPort(electron, (await openedWindow()).webContents));
    await startHeldBackup(client);
    electron.app.quit();
    await vi.waitFor(() => expect(electron.dialog.asked).toHaveLength(1), patient);
    const preventDefault = vi.fn();
    if (end === 'shutdown') electron.powerMonitor.emit('shutdown', { preventDefault });
    else process.emit('SIGTERM');
    await untilQuit();
    expect(preventDefault).toHaveBeenCalledTimes(end === 'shutdown' ? 1 : 0);
    expect(findOwner(home)).toEqual({ state: 'none' });
    close();
  },
);

test('after sleep, and when its power changes, the engine looks at once at what is due', async () => {
  await run();
  await openedWindow();
  for (const name of ['resume', 'on-ac', 'on-battery']) expect(electron.powerMonitor.listenerCount(name)).toBe(1);
  electron.powerMonitor.emit('resume');
  electron.app.quit();
  await untilQuit();
  for (const name of ['resume', 'on-ac', 'on-battery']) expect(electron.powerMonitor.listenerCount(name)).toBe(0);
});

test('menu and tray are in the home’s language, also once it is changed', async () => {
  const tray = createTrayDouble();
  await run({ openTray: tray.openTray });
  const window = await openedWindow();
  const first = () => electron.Menu.template[0]?.label;
  expect([first(), electron.app.about.applicationName]).toEqual(['File', 'Holdfast']);
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ language: 'de' }));
  window.webContents.emit('did-finish-load');
  expect([first(), tray.made.at(-1)?.language]).toEqual(['Datei', 'de']);
});

test('when the service whose guest it is ends, the window takes the home over and stays where it is', async () => {
  const host = await startHost({ home });
  await run({ args: ['holdfast://app/plans'] });
  const window = await openedWindow();
  const shown = new URL(window.webContents.getURL());
  expect([shown.origin, shown.pathname]).toEqual([new URL(host.url).origin, '/plans']);
  expect(shown.hash).toBe(new URL(host.url).hash);
  await host.close();
  await vi.waitFor(() => expect(window.webContents.getURL()).toBe('holdfast://app/plans'), patient);
  const { client, close } = clientOver(requestPort(electron, window.webContents));
  expect(await client.system.status()).toMatchObject({ home, owner: 'window' });
  close();
});

/** A backup whose command before it waits for as long as the file `held` is in the home; resolves once it waits. */
async function startHeldBackup(client: HoldfastClient): Promise<{ readonly runId: string }> {
  const held = join(home, 'held');
  writeFileSync(held, '');
  mkdirSync(join(home, 'papers'));
  writeFileSync(join(home, 'papers', 'letter'), 'hello');
  const repository = await client.repositories.create({ path: join(home, 'drive') });
  await client.plans.create({
    ...{ name: 'Papers', repository: repository.id, folders: [join(home, 'papers')] },
    hooks: [{ when: 'before', command: `while test -e '${held}'; do sleep 0.05; done`, timeoutSeconds: 600 }],
  });
  const started = await client.runs.backup({ plan: 'Papers' });
  await vi.waitFor(async () => {
    const { progress } = await client.runs.get({ run: started.runId });
    expect(progress?.phase).toBe('commands');
  }, patient);
  return started;
}

test('a home that cannot be opened is said aloud', async () => {
  rmSync(home, { recursive: true });
  writeFileSync(home, 'a file, not a folder');
  await run();
  await untilQuit();
  expect(electron.app.exitCode).toBe(1);
  expect(electron.dialog.errors).toHaveLength(1);
});
