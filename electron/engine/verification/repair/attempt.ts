import { destinationError } from '../../repository/destination-error.ts';
import type { Place } from '../same-content.ts';
import { leftItem, type Repaired, type RepairScope, Unrepairable } from './repair-scope.ts';

/** What concerns one file leaves that one; what concerns the volume ends the run. */
export async function attempt(
  { plan, assertThere }: Pick<RepairScope, 'plan' | 'assertThere'>,
  places: readonly Pick<Place, 'snapshot' | 'path'>[],
  work: () => Promise<Repaired>,
): Promise<Repaired> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unrepairable) return leftItem(places, error.message, 'check-again');
    const failure = destinationError(error, plan.repositoryPath);
    if (failure.code === 'destination-full') return leftItem(places, 'there is not enough space for it', 'make-room');
    switch ((error as NodeJS.ErrnoException).code) {
      case 'EACCES':
      case 'EPERM':
        return leftItem(places, 'the system does not permit it', 'none');
      case 'ENOENT':
      case 'ENOTDIR':
        assertThere();
        return leftItem(places, 'the folder it belongs in is not there', 'check-again');
      default:
        throw failure;
    }
  }
}
