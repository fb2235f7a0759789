import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { watchMemory } from './memory-of-group.ts';
import type { Command } from './peers/peer.ts';
import { readLoopFile } from './read-loop-file.ts';

export interface MeasuredCommand {
  readonly seconds: number;
  /** Highest sum of the proportional set sizes of all its processes, looked at ten times a second. */
  readonly peakBytes: number;
  /** Longest standstill of its event loop, where that is watched. */
  readonly loopMs?: number;
}

const longestMs = 30 * 60_000;
const shownOutput = 2000;

/** Runs a command as a process group of its own and measures it. Throws if it fails, and when the signal aborts. */
export async function measureCommand(command: Command, signal: AbortSignal): Promise<MeasuredCommand> {
  const { program, args, cwd, loopFile, exits = [0] } = command;
  if (loopFile !== undefined) fs.rmSync(loopFile, { force: true });
  const env = { ...process.env, ...command.env, ...(loopFile && { HOLDFAST_LOOP_FILE: loopFile }) };
  const start = performance.now();
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const end = () => endGroup(child.pid);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  limit.addEventListener('abort', end);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-shownOutput);
  });
  const memory = watchMemory(child.pid ?? 0);
  let seconds = 0;
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    seconds = (performance.now() - start) / 1000;
    limit.throwIfAborted();
    if (code === null || !exits.includes(code))
      throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
  } finally {
    memory.stop();
    limit.removeEventListener('abort', end);
  }
  return {
    seconds,
    peakBytes: memory.peakBytes(),
    loopMs: loopFile === undefined ? undefined : readLoopFile(loopFile),
  };
}

function endGroup(group: number | undefined): void {
  if (group === undefined) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It ended just now.
  }
}

/** Runs a program that isn't measured. Throws if it fails. */
export async function run(program: string, args: readonly string[], options: Omit<Command, 'program' | 'args'> = {}) {
  await measureCommand({ program, args, ...options }, new AbortController().signal);
}
