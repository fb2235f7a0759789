import { setTimeout as delay } from 'node:timers/promises';

const lookMs = 50;

/**
 * Ends a program and all that it started, which has been in a process group of its own: SIGTERM, and after `graceMs` SIGKILL.
 * Resolves once nothing of it is left, or it was told to be killed. What began a group of its own is not reached.
 */
export async function endGroup(leader: number, graceMs: number): Promise<void> {
  const until = performance.now() + graceMs;
  let left = signalGroup(leader, 'SIGTERM');
  while (left && performance.now() < until) {
    await delay(lookMs);
    left = signalGroup(leader, 0);
  }
  if (left) signalGroup(leader, 'SIGKILL');
}

/** Tells whether there is anybody left to be signalled. */
function signalGroup(leader: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}
