import { spawn } from 'node:child_process';
import fs from 'node:fs';

export interface Measured {
  readonly seconds: number;
  /** Highest sum of the proportional set sizes of all its processes, looked at ten times a second. */
  readonly peakBytes: number;
}

/** Runs a command as a whole process, caches warm and earlier writes on disk, and measures it. Throws if it fails. */
export async function measureCommand(program: string, args: readonly string[]): Promise<Measured> {
  await run('sync', []);
  const start = performance.now();
  const child = spawn(program, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  let peakBytes = 0;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, memoryOfGroup(child.pid ?? 0));
  }, 100);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const seconds = (performance.now() - start) / 1000;
  clearInterval(timer);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${stderr}`);
  return { seconds, peakBytes };
}

export async function run(program: string, args: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}

/** Bytes of all processes of a group; 0 where the system has no /proc. */
function memoryOfGroup(group: number): number {
  if (!fs.existsSync('/proc/self/smaps_rollup')) return 0;
  let bytes = 0;
  for (const name of fs.readdirSync('/proc')) {
    if (/^\d+$/.test(name) && groupOf(name) === group) bytes += memoryOf(name);
  }
  return bytes;
}

function groupOf(pid: string): number {
  const stat = readQuietly(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}

function memoryOf(pid: string): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readQuietly(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** A process may end while it is looked at. */
function readQuietly(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
