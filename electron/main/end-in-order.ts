import { app, BrowserWindow } from 'electron';
import type { Logger, Notifier } from '../engine/ports.ts';
import type { Services } from '../engine/services.ts';
import { readSettings } from '../engine/settings/settings-service.ts';
import { describeQuit } from './describe-quit.ts';
import { goingRuns, untilIdle } from './going-runs.ts';
import type { MainWindow } from './main-window.ts';
import { quitInOrder } from './quit-in-order.ts';
import { tellOfTray } from './tell-of-tray.ts';
import type { KeptTray } from './tray.ts';
import type { WindowMemory } from './window-memory.ts';
import type { Words } from './words/en.ts';

interface EndOptions {
  readonly home: string;
  readonly window: MainWindow;
  readonly tray: KeptTray;
  readonly memory: WindowMemory;
  readonly notifier: Notifier;
  readonly words: () => Words;
  readonly logger: Logger;
  readonly services: () => Services | undefined;
  /** Ends the engine and frees the home. */
  readonly close: () => Promise<void>;
}

/**
 * What closing the window and quitting do. Runs belong to the engine: when the window is closed during one and nothing stays in
 * the tray, the application ends once the run has ended. Gives the function that quits without asking.
 */
export function endInOrder({ home, window, tray, memory, notifier, words, logger, ...engine }: EndOptions): () => void {
  app.on('window-all-closed', () => {
    const stays = tray.available() && readSettings(home).keepInTray;
    const failed = (error: unknown) => logger.error('The window could not be closed in order', error);
    if (stays) void tellOfTray({ memory, notifier, words: words() }).catch(failed);
    else void untilNothingGoes(engine.services()).catch(failed).then(quitUnlessOpen);
  });
  return quitInOrder({
    question: async () => {
      const services = engine.services();
      return services === undefined ? null : describeQuit(await goingRuns(services), words());
    },
    close: async () => {
      // Ending may take a few seconds, in which the page has nothing to show.
      window.hide();
      tray.close();
      memory.keep();
      await engine.close();
    },
    logger,
  });
}

/** What goes on in another process, whose guest this is, goes on without this one. */
const untilNothingGoes = async (services: Services | undefined): Promise<void> => {
  if (services !== undefined) await untilIdle(services);
};

/** Opened again meanwhile: then closing that one quits. */
const quitUnlessOpen = (): void => {
  if (BrowserWindow.getAllWindows().length === 0) app.quit();
};
