import type { Run } from '#shared/domain/run.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { isWithin } from '../../app/format/show-path.ts';

/** Whether it was the safety copy that failed: of a destination's errors only those of the snapshot's own repository. */
export function wantsNoSafety({ code, details }: NonNullable<Run['error']>, snapshot: Pick<Snapshot, 'path'>): boolean {
  if (code === 'safety-incomplete') return true;
  const { path } = details;
  const ofDestination = code === 'destination-read-only' || code === 'destination-full';
  return ofDestination && typeof path === 'string' && isWithin(snapshot.path, path);
}
