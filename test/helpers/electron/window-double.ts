import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, BrowserWindow as RealWindow, Rectangle } from 'electron';
import { WebContentsDouble } from './web-contents-double.ts';

export class WindowDouble
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
