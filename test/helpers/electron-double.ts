import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, NotificationConstructorOptions } from 'electron';
import { portRequest } from '#shared/contract/port-request.ts';
import { AppDouble } from './electron/app-double.ts';
import { DialogDouble, MenuDouble, NotificationDouble, ScreenDouble, ShellDouble } from './electron/desktop-doubles.ts';
import { PortMainDouble } from './electron/port-double.ts';
import { ProtocolDouble, SessionDouble } from './electron/session-double.ts';
import type { FrameDouble } from './electron/web-contents-double.ts';
import { WindowDouble } from './electron/window-double.ts';

/**
 * A stand-in for the module `electron`, since its runtime is not on every machine. Each part is checked against the
 * real typings. It stands for these behaviours, as Electron documents them, and for no others:
 * - `app.quit` asks `before-quit`, which may prevent it; then windows close, and the app has quit.
 * - `window-all-closed` comes once the last window has closed, but not when quitting closes it.
 * - `app.requestSingleInstanceLock` is refused to a second instance, whose data the first is told of by `second-instance`
 *   together with its arguments (a test emits it); `app.setPath` wants a folder that is there.
 * - a window's `ready-to-show` and its page's `did-finish-load` come after its page was loaded.
 * - `close` tells a window's `close`, then `closed`; `destroy` tells `closed` alone. Bounds, minimised and maximised are told
 *   as they were set; `getNormalBounds` gives those of the window when it is neither.
 * - `forcefullyCrashRenderer` is told as `render-process-gone`; `reload` loads the address that was shown last.
 * - `dialog.showMessageBox` resolves with the button that is clicked (a test says which); an aborted signal cancels it.
 * - `ipcRenderer.postMessage(channel, null, [port])` arrives at `ipcMain` as an event with `ports`, the sender and the
 *   sender's frame; the port is a MessagePortMain: paused until `start`, its messages wrapped into events.
 *   The messages themselves go through real ports: Node's global ones are those of `worker_threads`.
 * - a notification is shown once `show` was called, and tells of clicks.
 * - `powerMonitor` tells of sleep, power and shutdown (a test emits it); a menu is kept as its template.
 */
export function createElectronDouble({ isFirstInstance = true, locale = 'en-GB' } = {}) {
  const app = new AppDouble(isFirstInstance, locale);
  const ipcMain = new EventEmitter();
  const protocol = new ProtocolDouble();
  const session = { defaultSession: new SessionDouble() };
  const dialog = new DialogDouble();
  const shell = new ShellDouble();
  const powerMonitor = new EventEmitter();
  const screen = new ScreenDouble();
  const menu = new MenuDouble();
  const windows: WindowDouble[] = [];
  const notifications: NotificationDouble[] = [];

  class Notification extends NotificationDouble {
    static isSupported = (): boolean => true;

    constructor(options: NotificationConstructorOptions) {
      super(options);
      notifications.push(this);
    }
  }

  class BrowserWindow extends WindowDouble {
    static getAllWindows = (): readonly WindowDouble[] => [...windows];

    constructor(options: BrowserWindowConstructorOptions) {
      super(options);
      windows.push(this);
      this.once('closed', () => {
        windows.splice(windows.indexOf(this), 1);
        if (windows.length === 0 && !app.hasQuit) app.emit('window-all-closed');
      });
    }
  }

  app.closeWindows = () => {
    for (const window of [...windows]) window.close();
  };
  return {
    ...{ app, BrowserWindow, dialog, ipcMain, Menu: menu, Notification, notifications },
    ...{ powerMonitor, protocol, screen, session, shell, windows },
  };
}

export type ElectronDouble = ReturnType<typeof createElectronDouble>;

/** What the preload does when the page asks: the page's end of a new channel whose other end went to the main process. */
export function requestPort(
  { ipcMain }: Pick<ElectronDouble, 'ipcMain'>,
  sender: { readonly mainFrame: FrameDouble },
  senderFrame: FrameDouble | null = sender.mainFrame,
): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ipcMain.emit(portRequest, { ports: [new PortMainDouble(port1)], sender, senderFrame });
  return port2;
}
