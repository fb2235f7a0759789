import fs from 'node:fs';
import path from 'node:path';
import type { Clock, Logger } from '../ports.ts';
import { makeFolders } from './make-folder.ts';

export const logsOf = (home: string): string => path.join(home, 'logs');

interface FileLoggerOptions {
  readonly clock: Clock;
  /** Also told each line, as a terminal is. */
  readonly echo?: (line: string) => void;
  /** A file gets no longer. */
  readonly mostBytes?: number;
}

/** Beside the current file so many older ones stay: `holdfast.1.log` is the newest of them. */
const olderFiles = 3;

/**
 * Logs to `logs/holdfast.log` of the home, 0600, a line for each message and more for the cause of an error. Window and
 * service of a home may both write there: each line is appended at once. What can't be written is lost: nothing may fail for
 * want of a log.
 */
export function createFileLogger(home: string, { clock, echo, mostBytes = 1_000_000 }: FileLoggerOptions): Logger {
  const file = path.join(logsOf(home), 'holdfast.log');
  const write = (text: string): void => {
    echo?.(text);
    try {
      makeFolders(logsOf(home));
      turnOver(file, mostBytes);
      fs.appendFileSync(file, `${new Date(clock.now()).toISOString()} ${text}\n`, { mode: 0o600 });
    } catch {
      // The home is full, read-only or gone.
    }
  };
  return {
    info: (message) => write(message),
    error: (message, cause) => write(cause === undefined ? message : `${message}: ${describe(cause)}`),
  };
}

/** Stacks alone: what else an error carries may be what somebody typed. */
const describe = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  const stack = cause.stack ?? String(cause);
  return cause.cause === undefined ? stack : `${stack}\n  caused by ${describe(cause.cause)}`;
};

function turnOver(file: string, mostBytes: number): void {
  const { size } = fs.statSync(file, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size < mostBytes) return;
  const older = (number: number) => file.replace(/\.log$/, `.${number}.log`);
  for (let number = olderFiles; number > 1; number -= 1) {
    if (fs.existsSync(older(number - 1))) fs.renameSync(older(number - 1), older(number));
  }
  fs.renameSync(file, older(1));
}
