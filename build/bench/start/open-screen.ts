import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Screen {
  /** For DISPLAY. */
  readonly display: string;
  /** What is on it now: four bytes a pixel, row by row. */
  look(): Buffer;
  stop(): Promise<void>;
}

/** A screen of its own, 1280 × 800, by Xvfb, which keeps its picture in a file of the folder given (X11's window dump, XWD). */
export async function openScreen(folder: string): Promise<Screen> {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1280x800x24', '-fbdir', folder, '-nolisten', 'tcp', '-ac', '-noreset'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [number] = await once(createInterface({ input: child.stdout }), 'line');
  const file = path.join(folder, 'Xvfb_screen0');
  return {
    display: `:${number}`,
    look: () => pixelsOf(fs.readFileSync(file)),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The header's first number is its own size, its 20th how many colours of 12 bytes follow it. */
function pixelsOf(dump: Buffer): Buffer {
  const start = dump.readUInt32BE(0) + 12 * dump.readUInt32BE(4 * 19);
  return dump.subarray(start);
}

/** How many colours a picture has: one or two where nothing is drawn, many where there is text. */
export function countColours(pixels: Buffer): number {
  const colours = new Set<number>();
  for (let at = 0; at + 4 <= pixels.length; at += 4) colours.add(pixels.readUInt32LE(at) & 0xff_ff_ff);
  return colours.size;
}

/** The share of pixels in which two pictures of one screen differ. */
export function differenceOf(one: Buffer, other: Buffer): number {
  let differing = 0;
  for (let at = 0; at + 4 <= one.length; at += 4) if (one.readInt32LE(at) !== other.readInt32LE(at)) differing += 1;
  return differing / (one.length / 4);
}
