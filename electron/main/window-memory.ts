import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const whole = z.number().int().safe();
const nothing = { bounds: null, maximised: false, toldOfTray: false };
const rememberedSchema = z.object({
  /** Of the window when it is neither maximised nor minimised; null before the first. */
  bounds: z.object({ x: whole, y: whole, width: whole.positive(), height: whole.positive() }).nullable().catch(null),
  maximised: z.boolean().catch(false),
  /** It was said once that closing the window leaves the program in the tray. */
  toldOfTray: z.boolean().catch(false),
});
export type Remembered = z.infer<typeof rememberedSchema>;

/** What the window remembers from one start to the next. */
export interface WindowMemory {
  readonly now: () => Remembered;
  /** Written a moment later: a window that is moved tells so a hundred times. */
  readonly remember: (change: Partial<Remembered>) => void;
  /** Writes what waits to be written. */
  readonly keep: () => void;
}

const writtenAfterMs = 500;

/** In `window.json` of the home, written whole or not at all. One that can't be read or written only means that nothing is remembered. */
export function createWindowMemory(home: string): WindowMemory {
  const file = join(home, 'window.json');
  let remembered = rememberedSchema.catch(nothing).parse(read(file));
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    if (waiting === undefined) return;
    clearTimeout(waiting);
    waiting = undefined;
    write(file, remembered);
  };
  return {
    now: () => remembered,
    remember: (change) => {
      remembered = { ...remembered, ...change };
      waiting ??= setTimeout(keep, writtenAfterMs);
    },
    keep,
  };
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return nothing;
  }
}

function write(file: string, remembered: Remembered): void {
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, `${JSON.stringify(remembered, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    // The home is full or gone: the engine says so where it matters.
  }
}
