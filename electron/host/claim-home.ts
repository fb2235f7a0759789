import { setTimeout as delay } from 'node:timers/promises';
import { HoldfastError } from '#shared/errors.ts';
import { acquireOwnership, type Endpoint, findOwner, type Ownership } from '../engine/owner.ts';

/** Twenty starts at once on a small machine take their time until the first of them answers. */
const patienceMs = 20_000;
const retryMs = 100;

/**
 * The home's ownership, or the endpoint of its owner; one who starts or ends just now is waited for. Fails with
 * `owner-unreachable` when somebody has it and does not answer.
 */
export async function claimHome(home: string): Promise<Ownership | Endpoint> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const ownership = await acquireOwnership(home);
    if (ownership !== undefined) return ownership;
    const owner = findOwner(home);
    if (owner.state === 'reachable') return owner.endpoint;
    if (Date.now() >= deadline) throw new HoldfastError('owner-unreachable', { pid: 'unknown' });
    await delay(retryMs);
  }
}
