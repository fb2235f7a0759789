import { app, shell } from 'electron';
import { createPortServer } from '../engine/api/message-port.ts';
import { createRouter } from '../engine/api/router.ts';
import { type Logger, systemClock } from '../engine/ports.ts';
import type { Services } from '../engine/services.ts';
import { createFileLogger, logsOf } from '../engine/tools/file-logger.ts';
import { logUncaught } from '../engine/tools/log-uncaught.ts';
import { type HomeHolder, holdHome } from '../host/hold-home.ts';
import { findRendererFolder } from '../host/renderer-folder.ts';
import { endInOrder } from './end-in-order.ts';
import { languageOf } from './language-of.ts';
import { createLoginItem } from './login-item.ts';
import { createMainWindow } from './main-window.ts';
import { ownPages } from './own-pages.ts';
import type { Start } from './read-start.ts';
import { servePages } from './serve-pages.ts';
import { servePorts } from './serve-ports.ts';
import { setMenu } from './set-menu.ts';
import { setPermissions } from './set-permissions.ts';
import { shellDesktop } from './shell-desktop.ts';
import { shellMachine } from './shell-machine.ts';
import { createShellNotifier } from './shell-notifier.ts';
import { keepTray, type OpenTray } from './tray.ts';
import { createWindowMemory } from './window-memory.ts';
import { wordsOf } from './words/words-of.ts';

export interface Desktop {
  /** As the program was started. */
  readonly begin: (start: Start) => void;
  /** It was started once more. */
  readonly follow: (start: Start) => void;
}

/** Joins the parts of the desktop application; the only place where that is done. */
export async function startDesktop(home: string, openTray: OpenTray): Promise<Desktop> {
  const logger = createFileLogger(home, { clock: systemClock, echo: (line) => console.error(line) });
  const stopLogging = logUncaught(logger);
  const memory = createWindowMemory(home);
  const words = () => wordsOf(languageOf(home));
  let holder: HomeHolder | undefined;
  let quitNow = (): void => app.quit();
  const services = () => holder?.now().services;
  /** The window's own pages where the engine is in this process, else those of the home's owner. */
  const base = () => (holder === undefined || services() !== undefined ? ownPages : holder.now().url);
  const showLogs = () => void shell.openPath(logsOf(home));
  const onLoaded = () => dress();
  const onSessionEnd = () => quitNow();
  const window = createMainWindow({ base, memory, words, logger, showLogs, onLoaded, onSessionEnd });
  const actions = { open: (page?: string) => window.show(page), quit: () => app.quit(), showLogs };
  const notifier = createShellNotifier(actions.open);
  const tray = keepTray(openTray, () => ({ home, services: services(), language: languageOf(home), actions }));
  const dress = dresser(home, () => {
    setMenu(words(), actions);
    tray.renew();
  });
  setPermissions(base);
  servePages(findRendererFolder());
  servePorts(serverOfPorts(services, logger));
  const onMove = () => {
    window.move();
    tray.renew();
  };
  const loginItem = createLoginItem(home);
  const ports = { desktop: shellDesktop, machine: shellMachine, loginItem, notifier, logger };
  holder = await holdHome({ home, owner: 'window', ...ports, onMove });
  const { close: letGo } = holder;
  const close = () => letGo().finally(stopLogging);
  dress();
  quitNow = endInOrder({ home, window, tray, memory, notifier, words, logger, services, close });
  app.on('activate', () => window.show());
  const follow = ({ hidden, path }: Start) => {
    if (!hidden) window.show(path);
  };
  return {
    begin: (start) => (start.hidden && !tray.available() ? window.showMinimised() : follow(start)),
    follow,
  };
}

/** Calls `dress` at first, and again when the home's language is another one; the page is loaded anew when it changes. */
function dresser(home: string, dress: () => void): () => void {
  let language: string | undefined;
  return () => {
    const now = languageOf(home);
    if (now === language) return;
    language = now;
    dress();
  };
}

/** A server of ports for each engine that comes to be in this process. */
function serverOfPorts(services: () => Services | undefined, logger: Logger) {
  let [known, serve]: [Services | undefined, ReturnType<typeof createPortServer> | undefined] = [undefined, undefined];
  return () => {
    const now = services();
    if (now !== known) {
      known = now;
      serve = now && createPortServer(createRouter(now, (error) => logger.error('Internal error', error)));
    }
    return serve;
  };
}
