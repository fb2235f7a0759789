import { errorCodeOf } from '../repository/destination-error.ts';
import type { PlanPaths } from '../repository/layout.ts';
import { readNames } from '../tools/read-names.ts';

/** Names of a plan's snapshot folders; none if it never made one. Throws what readdir throws for any other reason. */
export function snapshotNames({ snapshots }: Pick<PlanPaths, 'snapshots'>): string[] {
  try {
    return readNames(snapshots);
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
