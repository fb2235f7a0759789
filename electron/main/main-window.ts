import { BrowserWindow, screen } from 'electron';
import type { Logger } from '../engine/ports.ts';
import { openWindow } from './open-window.ts';
import { addressOf, pageOf } from './page-address.ts';
import { placeWindow } from './place-window.ts';
import { watchRenderer } from './watch-renderer.ts';
import type { WindowMemory } from './window-memory.ts';
import type { Words } from './words/en.ts';

export interface MainWindow {
  /** Shows the window, opened if need be: at a page, or at the one that it showed last. */
  readonly show: (page?: string) => void;
  /** Opens it in the taskbar only. */
  readonly showMinimised: () => void;
  readonly hide: () => void;
  /** The address that its pages have has changed: the page that it shows is loaded from there. */
  readonly move: () => void;
}

interface MainWindowOptions {
  readonly base: () => string;
  readonly memory: WindowMemory;
  readonly words: () => Words;
  readonly logger: Logger;
  readonly showLogs: () => void;
  /** The page has been loaded, also anew: its language may be another one. */
  readonly onLoaded: () => void;
  /** The system ends the session; Windows tells its windows. */
  readonly onSessionEnd: () => void;
}

/** The one window of the application. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { base, memory, logger } = options;
  let page = '/';
  const load = (window: BrowserWindow, address: string): void => {
    window.loadURL(address).catch((error: unknown) => {
      logger.error('The window could not load its page', error);
      window.show();
    });
  };
  const open = (appear: (window: BrowserWindow) => void): void => {
    const url = addressOf(base(), page);
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = openWindow({ base, place: placeWindow(memory.now().bounds, screens), appear });
    window.on('close', () => {
      page = pageOf(window.webContents.getURL());
    });
    rememberPlace(window, memory);
    watchRenderer(window, options);
    window.webContents.on('did-finish-load', options.onLoaded);
    window.on('session-end', options.onSessionEnd);
    load(window, url);
  };
  return {
    show: (asked) => {
      const [window] = BrowserWindow.getAllWindows();
      page = asked ?? page;
      if (window === undefined) return open(appearAsBefore(memory));
      if (asked !== undefined) load(window, addressOf(base(), asked));
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    showMinimised: () => open((window) => window.minimize()),
    hide: () => {
      for (const window of BrowserWindow.getAllWindows()) window.hide();
    },
    move: () => {
      for (const window of BrowserWindow.getAllWindows()) {
        load(window, addressOf(base(), pageOf(window.webContents.getURL())));
      }
    },
  };
}

const appearAsBefore = (memory: WindowMemory) => (window: BrowserWindow) => {
  if (memory.now().maximised) window.maximize();
  window.show();
};

function rememberPlace(window: BrowserWindow, { remember, keep }: WindowMemory): void {
  const note = (): void => {
    if (!window.isMinimized()) remember({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  };
  window.on('resize', note);
  window.on('move', note);
  window.on('maximize', note);
  window.on('unmaximize', note);
  window.on('close', () => {
    note();
    keep();
  });
}
