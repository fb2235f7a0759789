import { HoldfastError } from '#shared/errors.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import { checkDestination } from './check-destination.ts';

/** Makes sure that a repository is there and is itself, as `checkDestination`; that it can't be written is no matter. */
export function checkReadable(row: Pick<RepositoryRow, 'id' | 'path' | 'volume'>): void {
  try {
    checkDestination(row);
  } catch (error) {
    if (!(error instanceof HoldfastError && error.code === 'destination-read-only')) throw error;
  }
}
