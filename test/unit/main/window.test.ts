import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServablePort } from '../../../electron/engine/api/message-port.ts';
import { createElectronDouble, type ElectronDouble, requestPort } from '../../helpers/electron-double.ts';

const ownPages = 'holdfast://app/';
let electron: ElectronDouble;

/** All that the page may load and reach: what is served with it, and no socket. */
const pagePolicy = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self' 'nonce-X'", "style-src-attr 'unsafe-inline'"],
  ...["img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'"],
  ...["frame-ancestors 'none'", "object-src 'none'"],
];

beforeEach(() => {
  electron = createElectronDouble();
  vi.resetModules();
  vi.doMock('electron', () => electron);
});

afterEach(() => vi.doUnmock('electron'));

async function openedWindow(url = ownPages) {
  const { openWindow } = await import('../../../electron/main/open-window.ts');
  const place = { width: 900, height: 600 };
  const opened = openWindow({ base: () => url, place, appear: (window) => window.show() });
  void opened.loadURL(url);
  const [window] = electron.windows;
  if (window === undefined) throw new Error('No window was opened');
  return window;
}

test('the page is sandboxed, isolated and without Node, and shown once it is ready', async () => {
  const window = await openedWindow();
  expect(window.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
  expect(window.options.webPreferences).not.toHaveProperty('allowRunningInsecureContent');
  expect(window.isVisible()).toBe(false);
  await once(window, 'ready-to-show');
  expect(window.isVisible()).toBe(true);
});

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
  '%s leaves the page’s origin never',
  async (event) => {
    const window = await openedWindow();
    const isPrevented = (url: string) => {
      const preventDefault = vi.fn();
      window.webContents.emit(event, { url, preventDefault });
      return preventDefault.mock.calls.length === 1;
    };
    const foreign = [
      'https://example.org/',
      'holdfast://other/',
      'file:///etc/passwd',
      'about:blank',
      'data:text/html,x',
      'not an address',
    ];
    expect(foreign.filter(isPrevented)).toEqual(foreign);
    expect(isPrevented('holdfast://app/plans')).toBe(false);
  },
);

test('a window that shows a host stays with that host', async () => {
  const window = await openedWindow('http://127.0.0.1:4711/#token=secret');
  const preventDefault = vi.fn();
  window.webContents.emit('will-navigate', { url: 'http://127.0.0.1:4711/plans', preventDefault });
  expect(preventDefault).not.toHaveBeenCalled();
  window.webContents.emit('will-navigate', { url: 'http://127.0.0.1:4712/', preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
});

test('no new windows and no webviews', async () => {
  const { webContents } = await openedWindow();
  const details = {
    url: ownPages,
    frameName: '',
    features: '',
    disposition: 'new-window',
    referrer: { url: '', policy: 'default' },
  } as const;
  expect(webContents.openHandler?.(details)).toEqual({ action: 'deny' });
  const preventDefault = vi.fn();
  webContents.emit('will-attach-webview', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
});

test('every permission is denied, but for what copy buttons of the window’s own page write', async () => {
  const { setPermissions } = await import('../../../electron/main/set-permissions.ts');
  let base = ownPages;
  setPermissions(() => base);
  const { defaultSession } = electron.session;
  expect(defaultSession.deviceHandler).not.toBeNull();
  const copying = 'clipboard-sanitized-write';
  expect(defaultSession.judge(copying, `${ownPages}activity/1`)).toEqual([true, true]);
  expect(defaultSession.judge(copying, ownPages, false)).toEqual([false, false]);
  expect(defaultSession.judge(copying, 'https://example.org/')).toEqual([false, false]);
  for (const permission of ['clipboard-read', 'notifications', 'media', 'geolocation', 'openExternal'] as const) {
    expect(defaultSession.judge(permission, ownPages)).toEqual([false, false]);
  }
  base = 'http://127.0.0.1:4711/#token=secret';
  expect(defaultSession.judge(copying, 'http://127.0.0.1:4711/plans')).toEqual([true, true]);
  expect(defaultSession.judge(copying, 'http://127.0.0.1:4712/plans')).toEqual([false, false]);
});

test('a port is served to the main frame of our own page alone', async () => {
  const { servePorts } = await import('../../../electron/main/serve-ports.ts');
  const served: ServablePort[] = [];
  let isOpen = true;
  servePorts(() => (isOpen ? (port) => void served.push(port) : undefined));
  const { webContents } = await openedWindow();
  requestPort(electron, webContents).close();
  expect(served).toHaveLength(1);

  const frames = [{ url: ownPages }, { url: 'https://example.org/' }, null];
  const refused = frames.map((frame) => requestPort(electron, webContents, frame));
  await Promise.all(refused.map((port) => once(port, 'close')));
  webContents.mainFrame.url = 'http://127.0.0.1:4711/';
  await once(requestPort(electron, webContents), 'close');
  webContents.mainFrame.url = ownPages;
  isOpen = false;
  await once(requestPort(electron, webContents), 'close');
  expect(served).toHaveLength(1);
});

test('the window’s scheme serves the built pages, each with its own nonce, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-pages-'));
  try {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<html><head></head></html>');
    writeFileSync(join(folder, 'assets/a.js'), 'export {};');
    const { registerPages, servePages } = await import('../../../electron/main/serve-pages.ts');
    registerPages();
    servePages(folder);
    expect(electron.protocol.schemes).toMatchObject([
      { scheme: 'holdfast', privileges: { standard: true, secure: true } },
    ]);
    const get = async (url: string, method = 'GET') =>
      electron.protocol.handlers.get('holdfast')?.(new Request(url, { method }));
    const [page, again] = [await get(ownPages), await get(`${ownPages}plans`)];
    expect(page?.status).toBe(200);
    const policy = page?.headers.get('content-security-policy') ?? '';
    expect(policy.replace(/nonce-[\w-]+/, 'nonce-X').split('; ')).toEqual(pagePolicy);
    expect(page?.headers.get('content-security-policy')).not.toBe(again?.headers.get('content-security-policy'));
    expect((await get(`${ownPages}assets/a.js`))?.headers.get('content-type')).toContain('javascript');
    const refused = [await get('holdfast://other/'), await get(ownPages, 'POST'), await get(`${ownPages}assets/b.js`)];
    expect(refused.map((response) => response?.status)).toEqual([404, 404, 404]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('files open with the program that the shell has for them, and its refusal is told', async () => {
  const { shellDesktop } = await import('../../../electron/main/shell-desktop.ts');
  await shellDesktop.open('/tmp/letter.txt');
  expect(electron.shell.opened).toEqual(['/tmp/letter.txt']);
  electron.shell.problem = 'No application is set for it';
  await expect(shellDesktop.open('/tmp/letter.txt')).rejects.toMatchObject({
    code: 'not-opened',
    details: { path: '/tmp/letter.txt', reason: 'No application is set for it' },
  });
});

test('messages are the desktop’s own, and a click on one leads to its page', async () => {
  const { createShellNotifier } = await import('../../../electron/main/shell-notifier.ts');
  const open = vi.fn();
  const notifier = createShellNotifier(open);
  expect(notifier.available()).toBe(true);
  await notifier.show({ title: 'The backup of “Papers” failed', body: 'The drive is full.', link: '/activity/1' });
  const [shown] = electron.notifications;
  expect(shown).toMatchObject({
    isShown: true,
    options: { title: 'The backup of “Papers” failed', body: 'The drive is full.' },
  });
  shown?.emit('click');
  expect(open.mock.calls).toEqual([['/activity/1']]);
});
