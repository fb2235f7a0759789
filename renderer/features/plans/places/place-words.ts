import type { PlanPlace, PlanStatus } from '#shared/domain/plan.ts';
import { nameRepositories } from '#shared/name-repositories.ts';
import { formatAgo } from '../../../app/format/format-when.ts';
import { showPath } from '../../../app/format/show-path.ts';
import { t } from '../../../app/messages/t.ts';

/** What a repository had last: `last copy 9 days ago, connect it`. `now` in ms. */
export function placeWords({ lastGoodAt, available, inRotation, longAgo }: PlanPlace, now: number): string {
  const last = lastGoodAt === null ? t('place.never') : t('place.last', { ago: formatAgo(lastGoodAt, now) });
  if (!inRotation) return t('place.left', { last });
  if (longAgo) return t(available ? 'place.due' : 'place.connect', { last });
  return last;
}

/** Of drives that take turns, what each had last, in a sentence each; empty for a plan with one. */
export function turnsWords({ places }: Pick<PlanStatus, 'places'>, now: number): string {
  const turn = places.filter(({ inRotation }) => inRotation);
  if (turn.length < 2) return '';
  const names = nameRepositories(turn);
  const told = turn.map((place) => {
    const name = showPath(names.get(place.repositoryId) ?? place.path);
    return t('place.named', { name, words: placeWords(place, now) });
  });
  return `${told.join('; ')}.`;
}
