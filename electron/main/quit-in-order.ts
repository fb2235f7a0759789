import { app, dialog, powerMonitor } from 'electron';
import type { Logger } from '../engine/ports.ts';
import type { QuitQuestion } from './describe-quit.ts';

interface QuitOptions {
  /** What is asked first; null: nothing. */
  readonly question: () => Promise<QuitQuestion | null>;
  /** Ends the engine and frees the home. */
  readonly close: () => Promise<void>;
  readonly logger: Logger;
}

/**
 * Quitting asks while something goes on, and waits until the engine has ended it in order. The system's own end and signals
 * don't ask: nobody could answer. Gives the function that quits without asking.
 */
export function quitInOrder({ question, close, logger }: QuitOptions): () => void {
  let state: 'open' | 'asking' | 'closing' | 'closed' = 'open';
  const hurry = new AbortController();
  const quit = async (): Promise<void> => {
    state = 'asking';
    if (!(await mayQuit(question, hurry.signal, logger))) {
      state = 'open';
      return;
    }
    state = 'closing';
    await close().catch((error: unknown) => logger.error('Closing failed', error));
    state = 'closed';
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'open') void quit();
  });
  const quitNow = (): void => {
    hurry.abort();
    app.quit();
  };
  quitWithTheSystem(quitNow);
  return quitNow;
}

async function mayQuit(question: QuitOptions['question'], hurry: AbortSignal, logger: Logger): Promise<boolean> {
  try {
    const asked = hurry.aborted ? null : await question();
    if (asked === null || hurry.aborted) return true;
    const { message, detail, buttons } = asked;
    const answered = dialog.showMessageBox({
      ...{ type: 'question', message, detail, buttons: [...buttons], signal: hurry },
      ...{ defaultId: 1, cancelId: 1, noLink: true },
    });
    const hurried = new Promise<void>((resolve) => hurry.addEventListener('abort', () => resolve(), { once: true }));
    const answer = await Promise.race([answered, hurried]);
    return answer === undefined || answer.response === 0 || hurry.aborted;
  } catch (error) {
    logger.error('Whether to quit could not be asked', error);
    return true;
  }
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

function quitWithTheSystem(quitNow: () => void): void {
  powerMonitor.on('shutdown', (...events: unknown[]) => {
    // The system waits for a program that says so; the typings leave the event out.
    const [event] = events;
    if (event instanceof Object && 'preventDefault' in event && event.preventDefault instanceof Function) {
      event.preventDefault();
    }
    quitNow();
  });
  for (const signal of signals) process.on(signal, quitNow);
  app.once('quit', () => {
    for (const signal of signals) process.off(signal, quitNow);
  });
}
