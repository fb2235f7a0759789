import { join } from 'node:path';
import { BrowserWindow } from 'electron';

/** From the bundle in dist/node to dist/preload. */
const preload = join(import.meta.dirname, '../preload/preload.cjs');

/** The window, with a page that is trusted with nothing: sandboxed, isolated, confined to its first address. */
export function openWindow(url: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1180,
    height: 780,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Holdfast',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  confine(window, originOf(url));
  // Shown once there is something to see: no white flash.
  window.once('ready-to-show', () => window.show());
  window.loadURL(url).catch((error: unknown) => {
    console.error('The window could not load its page', error);
    window.show();
  });
  return window;
}

function confine(window: BrowserWindow, origin: string): void {
  const { webContents } = window;
  const refuseOthers = (event: { readonly url: string; preventDefault(): void }) => {
    if (originOf(event.url) !== origin) event.preventDefault();
  };
  webContents.on('will-navigate', refuseOthers);
  webContents.on('will-redirect', refuseOthers);
  webContents.on('will-frame-navigate', refuseOthers);
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Node gives no origin to addresses of our own scheme, so it is put together here. */
const originOf = (url: string): string => {
  const { protocol, host } = URL.canParse(url) ? new URL(url) : { protocol: '', host: '' };
  return `${protocol}//${host}`;
};
