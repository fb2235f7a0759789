import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLoopFile } from './read-loop-file.ts';

const patienceMs = 10_000;

/**
 * Longest standstill of a watched process's event loop since the last call, in milliseconds: the watcher answers SIGUSR2 with
 * one more line in its file. Throws if it says nothing for ten seconds.
 */
export async function askForLoop(child: ChildProcess, file: string): Promise<number> {
  fs.rmSync(file, { force: true });
  child.kill('SIGUSR2');
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const loopMs = readLoopFile(file);
    if (loopMs !== undefined) return loopMs;
    await sleep(20);
  }
  throw new Error('the watched process does not answer');
}
