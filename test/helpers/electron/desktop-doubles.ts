import { EventEmitter } from 'node:events';
import type {
  Dialog,
  Display,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  NotificationConstructorOptions,
  Rectangle,
  Shell,
} from 'electron';

export class ScreenDouble {
  /** Work areas of the screens that there are. */
  areas: readonly Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1040 }];

  getAllDisplays(): readonly Pick<Display, 'workArea'>[] {
    return this.areas.map((workArea) => ({ workArea }));
  }
}

export class MenuDouble {
  /** Of the application's menu. */
  template: readonly MenuItemConstructorOptions[] = [];

  buildFromTemplate(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
    return template;
  }

  setApplicationMenu(menu: readonly MenuItemConstructorOptions[]): void {
    this.template = menu;
  }
}

interface AskedDouble {
  readonly options: MessageBoxOptions;
  /** Clicks a button, by its place. */
  readonly answer: (response: number) => void;
}

export class DialogDouble implements Pick<Dialog, 'showErrorBox'> {
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

export class ShellDouble implements Pick<Shell, 'openPath'> {
  readonly opened: string[] = [];
  /** What it says went wrong; nothing did where it is empty. */
  problem = '';

  async openPath(path: string): Promise<string> {
    this.opened.push(path);
    return this.problem;
  }
}

export class NotificationDouble extends EventEmitter {
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
