import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const engine = new URL('../../../electron/engine/', import.meta.url).href;

/** A process with a thread that works as said, which ends itself once the thread has begun. */
const program = (work: string) => `
  import { Worker } from 'node:worker_threads';
  import { endProcess } from '${engine}end-process.ts';
  import { noteThread } from '${engine}living-threads.ts';
  const thread = new Worker("require('node:worker_threads').parentPort.postMessage(0); ${work}", { eval: true, execArgv: [] });
  noteThread(thread);
  thread.once('message', () => setTimeout(() => endProcess(3), 200));`;

async function end(work: string): Promise<unknown[]> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program(work)], { stdio: 'ignore' });
  return once(child, 'exit');
}

test('a process ends with its code though a thread lives, and is killed when one hangs in the system', async () => {
  expect(await end('setInterval(() => {}, 1000)')).toEqual([3, null]);
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-end-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  // Nobody writes to it: opening it never returns, and no thread can be told to stop within a call of the system.
  expect(await end(`require('node:fs').readFileSync('${fifo}')`)).toEqual([null, 'SIGKILL']);
});
