import { type BrowserWindow, dialog } from 'electron';
import type { Logger } from '../engine/ports.ts';
import { createCrashCount } from './count-crashes.ts';
import type { Words } from './words/en.ts';

interface WatchOptions {
  readonly logger: Logger;
  readonly words: () => Words;
  readonly showLogs: () => void;
}

/** Loads the page again when its process is gone or answers no more; one that goes again and again only once somebody wants it to. */
export function watchRenderer(window: BrowserWindow, { logger, words, showLogs }: WatchOptions): void {
  const judge = createCrashCount();
  const { webContents } = window;
  const ask = async (): Promise<void> => {
    const { message, detail, again, logs, close } = words().crash;
    const buttons = [again, logs, close];
    const { response } = await dialog.showMessageBox({ type: 'error', message, detail, buttons, noLink: true });
    if (window.isDestroyed()) return;
    if (response === 0) return webContents.reload();
    if (response === 1) showLogs();
    window.destroy();
  };
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    logger.error(`The window's page is gone (${reason}, ${exitCode})`);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (judge(Date.now()) === 'reload') webContents.reload();
    else void ask().catch((error: unknown) => logger.error('The window could not ask', error));
  });
  window.on('unresponsive', () => {
    logger.error("The window's page does not answer");
    // Its process is then gone, and it is loaded again like any other.
    webContents.forcefullyCrashRenderer();
  });
}
