import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { originOf } from './page-address.ts';
import { smallest, type WindowPlace } from './place-window.ts';

/** From the bundle in dist/node to dist/preload. */
const preload = join(import.meta.dirname, '../preload/preload.cjs');

interface WindowOptions {
  /** The address whose pages it may show; the owner of the home may change. */
  readonly base: () => string;
  readonly place: WindowPlace;
  /** How it comes up once there is something to see: no white flash. */
  readonly appear: (window: BrowserWindow) => void;
}

/** The window, with a page that is trusted with nothing: sandboxed, isolated, confined to the origin of `base`. */
export function openWindow({ base, place, appear }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Holdfast',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // A file that is dropped anywhere does not become the page.
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  confine(window, base);
  window.once('ready-to-show', () => appear(window));
  return window;
}

function confine({ webContents }: BrowserWindow, base: () => string): void {
  const refuseOthers = (event: { readonly url: string; preventDefault(): void }) => {
    if (originOf(event.url) !== originOf(base())) event.preventDefault();
  };
  webContents.on('will-navigate', refuseOthers);
  webContents.on('will-redirect', refuseOthers);
  webContents.on('will-frame-navigate', refuseOthers);
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
