import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const patienceMs = 5000;

/**
 * Ends the server whose cluster is `data` in the folder, if it runs: where the kernel does not end programs with who started
 * them, it still does.
 */
export async function endServer(folder: string, how: 'SIGQUIT' | 'SIGINT'): Promise<void> {
  const pid = await serverIn(folder);
  if (pid === null) return;
  process.kill(pid, how);
  for (const until = Date.now() + patienceMs; Date.now() < until; await delay(50)) {
    if (!(await isServerOf(pid, folder))) return;
  }
  process.kill(pid, 'SIGKILL');
}

/** The process of the server whose cluster is `data` in the folder; null where none runs. */
export async function serverIn(folder: string): Promise<number | null> {
  const pid = pidIn(path.join(folder, 'data', 'postmaster.pid'));
  return pid !== null && (await isServerOf(pid, folder)) ? pid : null;
}

function pidIn(file: string): number | null {
  try {
    const [line = ''] = fs.readFileSync(file, 'utf8').split('\n');
    return /^\d+$/.test(line) ? Number(line) : null;
  } catch {
    return null;
  }
}

/** By its command line, in which its folder stands: the number may be another process's by now. */
async function isServerOf(pid: number, folder: string): Promise<boolean> {
  try {
    return (await commandLine(pid)).includes(folder);
  } catch {
    return false;
  }
}

async function commandLine(pid: number): Promise<string> {
  if (fs.existsSync('/proc/self/cmdline')) return fs.promises.readFile(`/proc/${pid}/cmdline`, 'utf8');
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
  return stdout;
}
