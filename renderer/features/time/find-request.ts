import type { FoundState } from '#shared/domain/finding.ts';
import type { FindFilters } from '../../app/search-params.ts';

interface FindRequest {
  readonly pattern: string;
  readonly plan?: string;
  readonly since?: string;
  readonly until?: string;
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly state?: FoundState;
}

/** What the engine is asked for: days become moments, from the first one's beginning to the last one's end. */
export function findRequest(pattern: string, { from, to, ...filters }: FindFilters = {}): FindRequest {
  return {
    pattern,
    ...filters,
    since: from === undefined ? undefined : startOf(from, 0).toISOString(),
    until: to === undefined ? undefined : new Date(startOf(to, 1).getTime() - 1).toISOString(),
  };
}

/** Midnight of a day (yyyy-mm-dd) in this computer's zone, or of one some days after it: a day need not have 24 hours. */
function startOf(day: string, later: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}

/** How many filters are set; a span of days or of sizes counts as one. */
export function countFilters({ plan, from, to, minSize, maxSize, state }: FindFilters = {}): number {
  const set = [plan, from ?? to, minSize ?? maxSize, state];
  return set.filter((value) => value !== undefined).length;
}
