import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunPhase } from '../../shared/domain/run.ts';

interface Moment {
  readonly phase: RunPhase;
  /** In milliseconds after the run has come to it. */
  readonly later: number;
}

/**
 * Starts a script that prints `RUN PHASE` as it goes on, and kills its process alone at a moment. Gives the run's id once
 * it has ended; empty where it never came so far.
 */
export async function killInPhase(args: readonly string[], { phase, later }: Moment): Promise<string> {
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let killed = '';
  for await (const line of createInterface({ input: child.stdout })) {
    const [runId = '', seen] = line.split(' ');
    if (seen !== phase) continue;
    await delay(later);
    process.kill(Number(child.pid), 'SIGKILL');
    killed = runId;
    break;
  }
  await ended;
  return killed;
}
