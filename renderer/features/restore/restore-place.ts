import type { RestoreSearch } from '../../app/search-params.ts';
import { searchOfWay } from './restore-way.ts';

export type RestorePlace = 'in-place' | 'beside' | 'elsewhere';

export function placeOf({ to, suffix }: Pick<RestoreSearch, 'to' | 'suffix'>): RestorePlace {
  if (to !== undefined) return 'elsewhere';
  return suffix === undefined ? 'in-place' : 'beside';
}

/** What the address says for a place: a folder, a name of its own, or neither. Beside the original nothing is in the way. */
export const searchOfPlace = ({ to, suffix }: Pick<RestoreSearch, 'to' | 'suffix'>): Partial<RestoreSearch> => ({
  to,
  suffix,
  ...(suffix === undefined ? {} : searchOfWay('replace')),
});
