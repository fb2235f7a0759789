/** What a home (window, host or command) provides to the engine. */

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

export interface Logger {
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

export interface Ports {
  readonly clock: Clock;
  readonly logger: Logger;
}

export const systemClock: Clock = { now: () => Date.now() };
