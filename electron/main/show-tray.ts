import { Notification } from 'electron';
import { toHoldfastError } from '#shared/contract/typed-error.ts';
import type { Language } from '#shared/domain/language.ts';
import { errorSentence } from '#shared/errors/error-sentence.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { Services } from '../engine/services.ts';
import { findTrayArea } from '../engine/tools/find-tray-area.ts';
import { composeTray } from '../engine/tray/compose-tray.ts';
import { followEngine } from '../engine/tray/follow-engine.ts';
import { obey } from '../engine/tray/obey.ts';
import { reachOwner, reachServices } from '../engine/tray/reach-engine.ts';
import type { EngineCommand, TrayCommand, TrayState } from '../engine/tray/tray-face.ts';
import { trayWords } from '../engine/tray/tray-words.ts';
import { createTrayView } from './tray-view.ts';

interface TrayOptions {
  readonly home: string;
  /** The engine's; undefined when it is another process's: then whoever owns the home is asked. */
  readonly services: Services | undefined;
  readonly language: Language;
  readonly actions: {
    /** Shows the window, at a page if one is named. */
    readonly open: (page?: string) => void;
    readonly quit: () => void;
  };
}

interface ShownTray {
  /** Whether there is an icon by which a window that hides can be called back. */
  readonly available: boolean;
  close(): void;
}

/** Ages grow by the minute. */
const minuteMs = 60_000;
/** What time alone changes in the engine is read anew this often. */
const readEveryMinutes = 5;
/** At login a panel may come up after the program: then it is looked for again. */
const lookAgainMs = [2000, 5000, 10_000, 20_000, 40_000, 80_000] as const;

/** How the backups stand, and the most wanted verbs, in the system's tray. Undefined where there can't be one. */
export function showTray({ home, services, language, actions }: TrayOptions): ShownTray | undefined {
  let area = findTrayArea();
  if (area === 'never') return undefined;
  const report = (error: unknown): void => console.error('The tray could not be kept current', error);
  let state: TrayState | undefined;
  const draw = (): void => {
    if (area === 'there' && state !== undefined) view.show(composeTray(state, language, Date.now()));
  };
  const order = (command: EngineCommand): void => {
    const client = following.client();
    const done = client === undefined ? Promise.reject(unreachable()) : obey(command, client, Date.now());
    done.catch((error: unknown) => tellFailure(error, language));
  };
  const onCommand = (command: TrayCommand): void => {
    if (command.kind === 'open') actions.open(command.path);
    else if (command.kind === 'quit') actions.quit();
    else order(command);
  };
  const refresh = (): void => {
    draw();
    following.refresh();
  };
  const view = createTrayView({ onCommand, onOpen: refresh });
  const following = followEngine({
    reach: () => (services === undefined ? reachOwner(home) : reachServices(services)),
    onState: (newer) => {
      state = newer;
      draw();
    },
    report,
  });
  const endClock = everyMinute(draw, refresh);
  const endLooking = lookAgain(area === 'there', () => {
    area = findTrayArea();
    draw();
    return area === 'there';
  });
  return {
    get available() {
      return area === 'there';
    },
    close: () => {
      endClock();
      endLooking();
      following.close();
      view.remove();
    },
  };
}

const unreachable = (): HoldfastError => new HoldfastError('owner-unreachable', { pid: 'unknown' });

/** Whoever clicked looks at the desktop, not at a window. */
function tellFailure(error: unknown, language: Language): void {
  const { code, details } = toHoldfastError(error);
  console.error('What was asked for in the tray failed', error);
  if (Notification.isSupported())
    new Notification({ title: trayWords[language].failed, body: errorSentence(code, details, language) }).show();
}

function everyMinute(draw: () => void, refresh: () => void): () => void {
  let minutes = 0;
  const timer = setInterval(() => {
    minutes += 1;
    if (minutes % readEveryMinutes === 0) refresh();
    else draw();
  }, minuteMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Looks a few times more, ever more seldom, until it is found. */
function lookAgain(found: boolean, look: () => boolean): () => void {
  let timer: NodeJS.Timeout | undefined;
  const next = (time: number): void => {
    const ms = lookAgainMs[time];
    if (ms === undefined) return;
    timer = setTimeout(() => look() || next(time + 1), ms);
    timer.unref();
  };
  if (!found) next(0);
  return () => clearTimeout(timer);
}
