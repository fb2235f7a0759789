import { app, BrowserWindow, dialog } from 'electron';
import { createPortServer } from '../engine/api/message-port.ts';
import { createRouter } from '../engine/api/router.ts';
import { findRendererFolder } from '../host/renderer-folder.ts';
import { denyPermissions } from './deny-permissions.ts';
import { type OpenedHome, openHome } from './open-home.ts';
import { openWindow } from './open-window.ts';
import { registerPages, servePages } from './serve-pages.ts';
import { servePorts } from './serve-ports.ts';
import { createShellNotifier } from './shell-notifier.ts';
import { untilIdle } from './until-idle.ts';

/**
 * The desktop application: one for each user, one window, the engine behind it. Runs belong to the engine: when the
 * window is closed during a run, the application ends once the run has ended.
 */
export function runApp(home: string): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerPages();
  void app.whenReady().then(() => start(home).catch(giveUp));
}

async function start(home: string): Promise<void> {
  denyPermissions();
  servePages(findRendererFolder());
  let show = (): void => undefined;
  const opened = await openHome(
    home,
    createShellNotifier(() => show()),
  );
  if (opened.services !== undefined) {
    const router = createRouter(opened.services, (error) => console.error('Internal error', error));
    servePorts(createPortServer(router));
  }
  show = () => showWindow(opened.url);
  app.on('second-instance', () => show());
  app.on('activate', () => show());
  app.on('window-all-closed', () => void quitWhenIdle(opened));
  closeBeforeQuit(opened);
  show();
}

function showWindow(url: string): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) {
    openWindow(url);
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}

async function quitWhenIdle({ services }: OpenedHome): Promise<void> {
  if (services !== undefined) await untilIdle(services).catch((error: unknown) => console.error(error));
  // Opened again meanwhile: then closing that one quits.
  if (BrowserWindow.getAllWindows().length === 0) app.quit();
}

/** Quitting waits until the engine has ended its runs in order and freed the home. */
function closeBeforeQuit(opened: OpenedHome): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void opened
      .close()
      .catch((error: unknown) => console.error('Closing failed', error))
      .then(() => {
        state = 'closed';
        app.quit();
      });
  });
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Holdfast could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
