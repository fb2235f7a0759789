import { HoldfastError } from '#shared/errors.ts';
import { checkDestination } from '../repository/check-destination.ts';
import type { RunContext } from './run-context.ts';

/**
 * A repository that went away in the middle of a run: what is at its place by now tells more than the call that failed, an
 * empty mount point or another drive. Any other failure is given as it is.
 */
export function nameDestination(error: HoldfastError, { catalogue }: Pick<RunContext, 'catalogue'>): HoldfastError {
  if (error.code !== 'destination-missing') return error;
  const repository = catalogue.repositories.list().find(({ path }) => path === error.details.path);
  if (!repository) return error;
  try {
    checkDestination(repository);
    return error;
  } catch (found) {
    return found instanceof HoldfastError ? new HoldfastError(found.code, found.details, error) : error;
  }
}
