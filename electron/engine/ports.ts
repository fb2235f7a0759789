import type { LoginStart } from '#shared/domain/startup.ts';
import type { Power } from './schedule/is-due.ts';

/** What a home (window, host or command) provides to the engine. */

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

export interface Logger {
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** Where files can be shown to whoever sits there. */
export interface Desktop {
  /** Throws `no-desktop` where nothing that is opened could be seen. */
  require(file: string): void;
  /** Opens a file with the system's program for it, which goes on by itself. Rejects with `no-desktop`, `program-missing` or `not-opened`. */
  open(file: string): Promise<void>;
}

/** Where short messages can be shown to whoever sits there. */
export interface Notifier {
  /** Whether anybody would see them. */
  available(): boolean;
  /** `link`: the page of the window that tells more, `/activity/ID`, which a click opens. */
  show(message: { readonly title: string; readonly body: string; readonly link: string }): Promise<void>;
}

/** The machine that it runs on. */
export interface Machine {
  /** Milliseconds since it was started, those in sleep included; goes on evenly, whoever sets the clock. */
  uptimeMs(): number;
  power(): Promise<Power>;
  /**
   * Calls `listener` when the machine woke up, or got its power from elsewhere; gives the function that ends it. Left out
   * where nothing tells: then it is noticed at the next look.
   */
  readonly onChange?: (listener: () => void) => () => void;
}

/** What logging in starts. On Linux a file in the user's folder, on other systems something of the desktop's. */
export interface LoginItem {
  /** As the system has it now. */
  read(): Promise<LoginItemState>;
  /** Switches it, whatever it was. Only where `read` finds something that can be started. */
  set(on: boolean): Promise<void>;
}

export type LoginItemState = Pick<LoginStart, 'starts' | 'on' | 'file' | 'programGone'>;

export interface Ports {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly desktop: Desktop;
  readonly notifier: Notifier;
  readonly machine: Machine;
  readonly loginItem: LoginItem;
}

export const systemClock: Clock = { now: () => Date.now() };
