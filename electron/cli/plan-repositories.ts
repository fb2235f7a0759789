import type { PlanPlace } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { PlanEditOptions } from './plan-options.ts';

type Options = Pick<PlanEditOptions, 'repository' | 'addRepository' | 'removeRepository'>;

/**
 * Ids or paths of the repositories that a plan is to take turns with after an edit; undefined where its options say nothing about
 * them. One that is added is told by its path, as several drives may be mounted there by turns: the one that is there is meant.
 */
export function editedRepositories(
  places: readonly PlanPlace[],
  { repository, addRepository, removeRepository }: Options,
  resolve: (path: string) => string,
): string[] | undefined {
  if (!repository && !addRepository && !removeRepository) return undefined;
  const isId = (given: string): boolean => places.some(({ repositoryId }) => repositoryId === given);
  const named = (given: string): string => (isId(given) ? given : resolve(given));
  const turn = places.filter(({ inRotation }) => inRotation);
  const gone = (removeRepository ?? []).map((given) => onlyOne(turn, named(given)));
  const kept = turn.map(({ repositoryId }) => repositoryId).filter((id) => !gone.includes(id));
  return [...(repository?.map(named) ?? kept), ...(addRepository?.map(named) ?? [])];
}

function onlyOne(turn: readonly PlanPlace[], named: string): string {
  const [found, second] = turn.filter(({ repositoryId, path }) => repositoryId === named || path === named);
  if (found && !second) return found.repositoryId;
  const all = turn.map(({ repositoryId, path }) => `${path} (${repositoryId})`).join(', ');
  const reason = found
    ? `Several of the plan’s repositories are mounted at ${named}. Say which by its id: ${all}.`
    : `The plan is not backed up to “${named}”. It is to: ${all}.`;
  throw new HoldfastError('invalid-input', { reason });
}
