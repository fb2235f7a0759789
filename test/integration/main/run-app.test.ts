import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPortTransport } from '#shared/contract/port-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import { findOwner } from '../../../electron/engine/owner.ts';
import { startHost } from '../../../electron/host/start-host.ts';
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

async function run(options?: Parameters<typeof createElectronDouble>[0]): Promise<void> {
  electron = createElectronDouble(options);
  vi.resetModules();
  vi.doMock('electron', () => electron);
  const { runApp } = await import('../../../electron/main/run-app.ts');
  runApp(home);
}

async function openedWindow() {
  await vi.waitFor(() => expect(electron.windows).toHaveLength(1), { timeout: 10_000 });
  const [window] = electron.windows;
  if (window === undefined) throw new Error('No window was opened');
  return window;
}

const untilQuit = () => vi.waitFor(() => expect(electron.app.hasQuit).toBe(true), { timeout: 10_000 });

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

test('a second instance ends, and the first shows its window', async () => {
  await run();
  const window = await openedWindow();
  electron.app.emit('second-instance');
  expect(electron.windows).toHaveLength(1);
  expect(window.focusCount).toBe(1);

  const first = electron;
  await run({ isFirstInstance: false });
  expect(electron.app.hasQuit).toBe(true);
  expect(electron.windows).toHaveLength(0);
  electron = first;
});

test('a home that cannot be opened is said aloud', async () => {
  rmSync(home, { recursive: true });
  const { writeFileSync } = await import('node:fs');
  writeFileSync(home, 'a file, not a folder');
  await run();
  await untilQuit();
  expect(electron.app.exitCode).toBe(1);
  expect(electron.dialog.errors).toHaveLength(1);
});
