import { checkReadable } from '../repository/check-readable.ts';
import type { RestoreScope } from './restore-scope.ts';

/**
 * Makes sure that the repository is still there, once something can't be read from it: a drive that was unplugged is no
 * damage. Throws a destination error.
 */
export function assertRepository({ context, open }: Pick<RestoreScope, 'context' | 'open'>): void {
  const repository = context.catalogue.repositories.byId(open.plan.plan.repositoryId);
  if (repository) checkReadable(repository);
}
