import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type { App } from 'electron';

type AboutOptions = Parameters<App['setAboutPanelOptions']>[0];

export class AppDouble
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
