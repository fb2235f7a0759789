import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Progress } from '#shared/domain/run.ts';
import { progressLine } from './progress-line.ts';

/** A stream that output goes to: stdout and stderr of the process. */
export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface Output {
  /** Whether somebody still reads standard output (`holdfast ls … | head` stops reading). */
  readonly open: () => boolean;
  /** A line, or several, on standard output. */
  readonly print: (...lines: readonly string[]) => Promise<void>;
  /** A value as one line of JSON on standard output. */
  readonly json: (value: unknown) => Promise<void>;
  /** Bytes on standard output. */
  readonly bytes: (chunk: Uint8Array) => Promise<void>;
  /** A line on standard error. */
  readonly note: (line: string) => void;
  /** Shows progress in the last line of a terminal; null takes it away. Nothing where there is no terminal. */
  readonly progress: (progress: Progress | null) => void;
  /** Resolves when all of it has been handed over. */
  readonly flush: () => Promise<void>;
}

export function createOutput(stdout: Terminal, stderr: Terminal, showProgress: boolean): Output {
  let open = true;
  // A reader that went away is no failure of ours; anything else that breaks standard output is treated the same,
  // since there is nobody left to tell.
  stdout.on('error', () => (open = false));
  stderr.on('error', () => undefined);
  const line = createProgressLine(stderr, showProgress && stderr.isTTY === true);
  const write = async (chunk: string | Uint8Array): Promise<void> => {
    line.clear();
    if (open && !stdout.write(chunk)) await drained(stdout);
  };
  return {
    open: () => open && !stdout.destroyed,
    print: (...lines) => (lines.length === 0 ? Promise.resolve() : write(`${lines.join('\n')}\n`)),
    json: (value) => write(`${JSON.stringify(value)}\n`),
    bytes: write,
    note: (text) => {
      line.clear();
      stderr.write(`${text}\n`);
    },
    progress: (progress) => (progress === null ? line.clear() : line.show(progress)),
    flush: async () => {
      line.clear();
      await Promise.all([flushed(stdout), flushed(stderr)]);
    },
  };
}

/** Prints a list page by page as one JSON array, an item a line. */
export async function printJsonArray(out: Output, items: AsyncIterable<unknown>): Promise<void> {
  let first = true;
  for await (const item of items) {
    if (!out.open()) return;
    await out.print(`${first ? '[' : ','}${JSON.stringify(item)}`);
    first = false;
  }
  await out.print(first ? '[]' : ']');
}

function createProgressLine(stderr: Terminal, enabled: boolean) {
  let shown = false;
  return {
    show: (progress: Progress) => {
      if (!enabled) return;
      stderr.write(`\r\x1b[K${progressLine(progress, (stderr.columns ?? 80) - 1)}`);
      shown = true;
    },
    clear: () => {
      if (shown) stderr.write('\r\x1b[K');
      shown = false;
    },
  };
}

const drained = (stream: Terminal): Promise<unknown> =>
  Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => undefined);

const flushed = (stream: Terminal): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
