import type { Repository } from '#shared/domain/repository.ts';
import type { Place } from './look-at-place.ts';

export type Seen = { readonly state: Repository['state']; readonly session: string };

/** Whether something of the repository's place can be looked at: the repository or what stands in its way. */
const isThere = (state: Repository['state']): boolean => state !== 'missing' && state !== 'not-mounted';

/** Whether it is the repository's own volume that is there. */
export const isOwn = (state: Repository['state']): boolean => isThere(state) && state !== 'wrong-volume';

interface Before {
  /** What this engine found at the last look; undefined at its first. */
  readonly seen: Seen | undefined;
  /** The mounting under which an engine of this home last saw the repository; null: none has. */
  readonly session: string | null;
  /** All that was mounted at the last look; empty at the first, and where the system does not tell. */
  readonly mounted: ReadonlySet<string>;
}

/**
 * Whether a volume has appeared at a repository's place since it was last looked at. What is seen for the first time of all
 * has not: it was made, or connected, just now. Pure.
 */
export function hasAppeared({ seen, session, mounted }: Before, now: Seen & Pick<Place, 'session'>): boolean {
  if (!seen) return session !== null && session !== now.session && isThere(now.state);
  // The kernel gives the numbers of what was unmounted again: between two looks one may have taken another's place.
  if (seen.session === now.session) return !isThere(seen.state) && isThere(now.state);
  // Where a volume was taken away, what it had covered comes to light again: that was mounted all the time.
  return mounted.size > 0 ? !mounted.has(now.session) : isThere(now.state);
}
