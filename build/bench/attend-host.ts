import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askForLoop } from './ask-for-loop.ts';
import { watchMemory } from './memory-of-group.ts';
import { holdfastCommand } from './peers/holdfast.ts';
import type { At, Attendant } from './peers/peer.ts';

const patienceMs = 10_000;
/** Longer than what its watcher does not count. */
const startUpMs = 1000;

/** Starts `holdfast serve` for the place's home, its event loop watched, and gives it back once it answers. */
export async function attendHost(at: At): Promise<Attendant> {
  const loopFile = path.join(at.place, 'host-loop');
  const { program, args } = holdfastCommand(at, 'serve');
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOLDFAST_LOOP_FILE: loopFile },
  });
  // It prints its address once it listens.
  await Promise.race([once(child.stdout, 'data'), failWhenEnded(child)]);
  const memory = watchMemory(child.pid ?? 0);
  const look = async () => ({ loopMs: await askForLoop(child, loopFile), peakBytes: memory.peakBytes() });
  await sleep(startUpMs);
  await look();
  return {
    look,
    stop: async () => {
      memory.stop();
      await end(child);
    },
  };
}

async function failWhenEnded(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error('holdfast serve ended before it listened');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(kill);
}
