import type { Snapshot } from '#shared/domain/snapshot.ts';

/** Ids of the snapshots of which something is known to be damaged or missing. */
export const damagedIn = (snapshots: readonly Pick<Snapshot, 'id' | 'damaged'>[]): ReadonlySet<string> =>
  new Set(snapshots.filter(({ damaged }) => damaged > 0).map(({ id }) => id));
