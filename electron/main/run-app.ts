import { app, dialog } from 'electron';
import { makeFolders } from '../engine/tools/make-folder.ts';
import { languageOf } from './language-of.ts';
import { wasStartedByLogin } from './login-item.ts';
import { pathOfLink } from './page-address.ts';
import { handedArguments, readStart, type Start } from './read-start.ts';
import { registerPages } from './serve-pages.ts';
import { startDesktop } from './start-desktop.ts';
import type { OpenTray } from './tray.ts';
import { userDataOf } from './user-data-of.ts';
import { wordsOf } from './words/words-of.ts';

interface AppOptions {
  readonly openTray?: OpenTray;
  /** Of the command line. */
  readonly args?: readonly string[];
}

/**
 * The desktop application: one for each home, one window, the engine behind it. A second start hands its arguments to the
 * first and ends.
 */
export function runApp(home: string, options: AppOptions = {}): void {
  const { openTray = () => undefined, args = process.argv.slice(1) } = options;
  try {
    // The lock of a single instance is one for each such folder.
    makeFolders(userDataOf(home));
    app.setPath('userData', userDataOf(home));
  } catch (error) {
    giveUp(home, error);
    return;
  }
  if (!app.requestSingleInstanceLock({ args })) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerPages();
  let first = readStart(args);
  let follow = (start: Start): void => {
    if (!start.hidden) first = start;
  };
  app.on('second-instance', (_event, passed, _folder, handed) => follow(readStart(handedArguments(handed, passed))));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    follow({ hidden: false, path: pathOfLink(url) });
  });
  const start = async (): Promise<void> => {
    const desktop = await startDesktop(home, openTray);
    desktop.begin({ ...first, hidden: first.hidden || wasStartedByLogin(args) });
    follow = desktop.follow;
  };
  void app.whenReady().then(() => start().catch((error: unknown) => giveUp(home, error)));
}

function giveUp(home: string, error: unknown): void {
  const { failed } = wordsOf(languageOf(home));
  dialog.showErrorBox(failed.start, error instanceof Error ? error.message : String(error));
  app.exit(1);
}
