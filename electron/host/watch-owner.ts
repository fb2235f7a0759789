import { setTimeout as delay } from 'node:timers/promises';
import { type Endpoint, findOwner } from '../engine/owner.ts';

const lookEveryMs = 500;

/**
 * Resolves when a home is not owned any more by whom it was, however that ended: also when somebody else has it by now.
 * Resolves at once when the signal aborts.
 */
export async function untilOwnerGone(home: string, endpoint: Endpoint, signal?: AbortSignal): Promise<void> {
  while (signal?.aborted !== true && isOwnedBy(home, endpoint)) {
    await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** One who can't be reached just now has it still: a file that is being replaced, say. */
function isOwnedBy(home: string, { pid, token }: Endpoint): boolean {
  const owner = findOwner(home);
  if (owner.state === 'reachable') return owner.endpoint.pid === pid && owner.endpoint.token === token;
  return owner.state === 'silent' && isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
