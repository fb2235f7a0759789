import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { askForLoop } from './ask-for-loop.ts';

/** A process with nothing to do. What its event loop stands still, the machine's load alone does. */
export interface Bystander {
  /** Longest standstill since the last call, in milliseconds. */
  look(): Promise<number>;
  stop(): void;
}

/** Longer than what its watcher does not count. */
const startUpMs = 1000;
const watcher = pathToFileURL(path.join(import.meta.dirname, 'watch-event-loop.mjs')).href;

/** Starts one that writes into the folder, which must exist. */
export async function startBystander(folder: string): Promise<Bystander> {
  const file = path.join(fs.realpathSync(folder), 'bystander-loop');
  const child = spawn(process.execPath, [`--import=${watcher}`, '--eval', 'process.stdin.resume()'], {
    detached: true,
    // With the bench's end its standard input ends, and so does it.
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, HOLDFAST_LOOP_FILE: file },
  });
  const look = () => askForLoop(child, file);
  await sleep(startUpMs);
  await look();
  return { look, stop: () => void child.kill() };
}
