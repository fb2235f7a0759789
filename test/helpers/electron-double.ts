import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type {
  App,
  BrowserWindowConstructorOptions,
  Dialog,
  Display,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  MessagePortMain,
  NotificationConstructorOptions,
  Protocol,
  BrowserWindow as RealWindow,
  Rectangle,
  Session,
  Shell,
  WebContents,
} from 'electron';
import { portRequest } from '#shared/contract/port-request.ts';

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

type AboutOptions = Parameters<App['setAboutPanelOptions']>[0];

class AppDouble
  extends EventEmitter
  implements
    Pick<
      App,
      | 'requestSingleInstanceLock'
      | 'enableSandbox'
      | 'whenReady'
      | 'isReady'
      | 'isPackaged'
      | 'getLocale'
      | 'setPath'
      | 'setAboutPanelOptions'
      | 'quit'
      | 'exit'
    >
{
  readonly isPackaged = true;
  hasQuit = false;
  exitCode: number | undefined;
  isSandboxed = false;
  about: AboutOptions = {};
  /** What a second instance hands to the first. */
  handed: unknown;
  readonly paths = new Map<string, string>();
  closeWindows: () => void = () => {};
  readonly #isFirstInstance: boolean;
  readonly #locale: string;
  #isReady = false;

  constructor(isFirstInstance: boolean, locale: string) {
    super();
    this.#isFirstInstance = isFirstInstance;
    this.#locale = locale;
  }

  requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
    this.handed = data;
    return this.#isFirstInstance;
  }

  enableSandbox(): void {
    this.isSandboxed = true;
  }

  async whenReady(): Promise<void> {
    this.#isReady = true;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getLocale(): string {
    return this.#locale;
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`There is no folder ${path}`);
    this.paths.set(name, path);
  }

  setAboutPanelOptions(options: AboutOptions): void {
    this.about = options;
  }

  quit(): void {
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    this.emit('before-quit', { preventDefault });
    if (isPrevented || this.hasQuit) return;
    this.hasQuit = true;
    this.closeWindows();
    this.emit('quit');
  }

  exit(exitCode = 0): void {
    this.exitCode = exitCode;
    this.hasQuit = true;
    this.emit('quit');
  }
}

export interface FrameDouble {
  url: string;
}

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

class WebContentsDouble
  extends EventEmitter
  implements Pick<WebContents, 'setWindowOpenHandler' | 'getURL' | 'reload' | 'forcefullyCrashRenderer'>
{
  readonly mainFrame: FrameDouble = { url: '' };
  openHandler: OpenHandler | undefined;
  reloadCount = 0;

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  reload(): void {
    this.reloadCount += 1;
  }

  forcefullyCrashRenderer(): void {
    this.crash();
  }

  crash(reason = 'crashed'): void {
    this.emit('render-process-gone', {}, { reason, exitCode: 139 });
  }
}

class WindowDouble
  extends EventEmitter
  implements
    Pick<
      RealWindow,
      | 'loadURL'
      | 'show'
      | 'hide'
      | 'focus'
      | 'close'
      | 'destroy'
      | 'isDestroyed'
      | 'minimize'
      | 'restore'
      | 'maximize'
      | 'isMinimized'
      | 'isMaximized'
      | 'isVisible'
      | 'getNormalBounds'
    >
{
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = new WebContentsDouble();
  focusCount = 0;
  #state: 'normal' | 'minimised' | 'maximised' = 'normal';
  #isVisible = false;
  #isDestroyed = false;
  #bounds: Rectangle;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    setImmediate(() => {
      this.emit('ready-to-show');
      this.webContents.emit('did-finish-load');
    });
  }

  show(): void {
    this.#isVisible = true;
  }

  hide(): void {
    this.#isVisible = false;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  minimize(): void {
    this.#isVisible = true;
    this.#enter('minimised', 'minimize');
  }

  restore(): void {
    this.#enter('normal', 'restore');
  }

  maximize(): void {
    this.#enter('maximised', 'maximize');
  }

  isMinimized(): boolean {
    return this.#state === 'minimised';
  }

  isMaximized(): boolean {
    return this.#state === 'maximised';
  }

  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  /** Somebody moves it. */
  moveTo(bounds: Rectangle): void {
    this.#bounds = bounds;
    this.emit('move');
    this.emit('resize');
  }

  focus(): void {
    this.focusCount += 1;
  }

  close(): void {
    this.emit('close', { preventDefault: () => {} });
    this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.emit('closed');
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  #enter(state: 'normal' | 'minimised' | 'maximised', event: string): void {
    this.#state = state;
    this.emit(event);
  }
}

class ScreenDouble {
  /** Work areas of the screens that there are. */
  areas: readonly Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1040 }];

  getAllDisplays(): readonly Pick<Display, 'workArea'>[] {
    return this.areas.map((workArea) => ({ workArea }));
  }
}

class MenuDouble {
  /** Of the application's menu. */
  template: readonly MenuItemConstructorOptions[] = [];

  buildFromTemplate(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
    return template;
  }

  setApplicationMenu(menu: readonly MenuItemConstructorOptions[]): void {
    this.template = menu;
  }
}

class ProtocolDouble implements Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'> {
  schemes: Parameters<Protocol['registerSchemesAsPrivileged']>[0] = [];
  readonly handlers = new Map<string, Parameters<Protocol['handle']>[1]>();

  registerSchemesAsPrivileged(schemes: Parameters<Protocol['registerSchemesAsPrivileged']>[0]): void {
    this.schemes = schemes;
  }

  handle(scheme: string, handler: Parameters<Protocol['handle']>[1]): void {
    this.handlers.set(scheme, handler);
  }
}

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type Permission = Parameters<NonNullable<CheckHandler>>[1];
type DeviceHandler = Parameters<Session['setDevicePermissionHandler']>[0];

class SessionDouble
  implements Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>
{
  requestHandler: RequestHandler = null;
  checkHandler: CheckHandler = null;
  deviceHandler: DeviceHandler = null;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.deviceHandler = handler;
  }

  /** What check and request give a frame of an address that wants a permission. */
  judge(permission: Permission, address: string, isMainFrame = true): readonly (boolean | undefined)[] {
    const details = { isMainFrame, requestingUrl: address };
    let answered: boolean | undefined;
    const answer = (granted: boolean) => {
      answered = granted;
    };
    Reflect.apply(this.requestHandler ?? (() => {}), undefined, [{}, permission, answer, details]);
    return [this.checkHandler?.(null, permission, address, details), answered];
  }
}

interface AskedDouble {
  readonly options: MessageBoxOptions;
  /** Clicks a button, by its place. */
  readonly answer: (response: number) => void;
}

class DialogDouble implements Pick<Dialog, 'showErrorBox'> {
  readonly errors: { readonly title: string; readonly content: string }[] = [];
  readonly asked: AskedDouble[] = [];

  showErrorBox(title: string, content: string): void {
    this.errors.push({ title, content });
  }

  /** The form without a window that it belongs to. */
  showMessageBox(options: MessageBoxOptions): Promise<MessageBoxReturnValue> {
    return new Promise((resolve) => {
      const answer = (response: number) => resolve({ response, checkboxChecked: false });
      options.signal?.addEventListener('abort', () => answer(options.cancelId ?? 0), { once: true });
      this.asked.push({ options, answer });
    });
  }
}

class ShellDouble implements Pick<Shell, 'openPath'> {
  readonly opened: string[] = [];
  /** What it says went wrong; nothing did where it is empty. */
  problem = '';

  async openPath(path: string): Promise<string> {
    this.opened.push(path);
    return this.problem;
  }
}

class NotificationDouble extends EventEmitter {
  readonly options: NotificationConstructorOptions;
  isShown = false;

  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }

  show(): void {
    this.isShown = true;
  }
}

class PortMainDouble extends EventEmitter implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'> {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.addEventListener('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  start(): void {
    this.#port.addEventListener('message', ({ data }) => this.emit('message', { data, ports: [] }));
    this.#port.start();
  }

  close(): void {
    this.#port.close();
  }
}
