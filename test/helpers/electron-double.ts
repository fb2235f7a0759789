import { EventEmitter } from 'node:events';
import type {
  App,
  BrowserWindowConstructorOptions,
  Dialog,
  MessagePortMain,
  NotificationConstructorOptions,
  Protocol,
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
 * - a window's `ready-to-show` comes after its page was loaded.
 * - `ipcRenderer.postMessage(channel, null, [port])` arrives at `ipcMain` as an event with `ports`, the sender and the
 *   sender's frame; the port is a MessagePortMain: paused until `start`, its messages wrapped into events.
 *   The messages themselves go through real ports: Node's global ones are those of `worker_threads`.
 * - a notification is shown once `show` was called, and tells of clicks.
 */
export function createElectronDouble({ isFirstInstance = true } = {}) {
  const app = new AppDouble(isFirstInstance);
  const ipcMain = new EventEmitter();
  const protocol = new ProtocolDouble();
  const session = { defaultSession: new SessionDouble() };
  const dialog = new DialogDouble();
  const shell = new ShellDouble();
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
  return { app, BrowserWindow, dialog, ipcMain, Notification, notifications, protocol, session, shell, windows };
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

class AppDouble
  extends EventEmitter
  implements Pick<App, 'requestSingleInstanceLock' | 'enableSandbox' | 'whenReady' | 'quit' | 'exit'>
{
  hasQuit = false;
  exitCode: number | undefined;
  isSandboxed = false;
  closeWindows: () => void = () => {};
  readonly #isFirstInstance: boolean;

  constructor(isFirstInstance: boolean) {
    super();
    this.#isFirstInstance = isFirstInstance;
  }

  requestSingleInstanceLock(): boolean {
    return this.#isFirstInstance;
  }

  enableSandbox(): void {
    this.isSandboxed = true;
  }

  async whenReady(): Promise<void> {}

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

class WebContentsDouble extends EventEmitter implements Pick<WebContents, 'setWindowOpenHandler'> {
  readonly mainFrame: FrameDouble = { url: '' };
  openHandler: OpenHandler | undefined;

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
}

class WindowDouble extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = new WebContentsDouble();
  isVisible = false;
  focusCount = 0;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    setImmediate(() => this.emit('ready-to-show'));
  }

  show(): void {
    this.isVisible = true;
  }

  isMinimized(): boolean {
    return false;
  }

  focus(): void {
    this.focusCount += 1;
  }

  close(): void {
    this.emit('closed');
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
}

class DialogDouble implements Pick<Dialog, 'showErrorBox'> {
  readonly errors: { readonly title: string; readonly content: string }[] = [];

  showErrorBox(title: string, content: string): void {
    this.errors.push({ title, content });
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
