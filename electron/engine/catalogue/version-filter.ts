import type { FoundState } from '#shared/domain/finding.ts';
import { isState } from './is-state.ts';
import type { Connection } from './open-catalogue.ts';

/** What found versions must be; what is left out does not count. */
export interface VersionFilter {
  /** Instants: held at some time between them. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Bytes: only files then. */
  readonly minSize?: number | undefined;
  readonly maxSize?: number | undefined;
  readonly state?: FoundState | undefined;
}

export const isFiltering = ({ since, until, minSize, maxSize, state = 'any' }: VersionFilter): boolean =>
  state !== 'any' || [since, until, minSize, maxSize].some((value) => value !== undefined);

/** A table of the plans whose backups reach into the time asked for, with the first and last of their sequences there. */
export const filterSpans = `span (plan_key, low, high) AS MATERIALIZED (
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(@spans))`;

/** Condition on a version `v`, its entry `e` and the plan's row `s` of that table. */
export const passesFilter = `s.plan_key = e.plan_key
  AND v.first_seq <= s.high AND (v.last_seq IS NULL OR v.last_seq >= s.low)
  AND (NOT @sized OR (v.type = 0 AND v.size BETWEEN @minSize AND @maxSize))
  AND (@present IS NULL
    OR @present = EXISTS (SELECT 1 FROM version c WHERE c.entry_id = v.entry_id AND c.last_seq IS NULL))`;

/** What these two are bound to. */
export function createFilterBinder(db: Connection) {
  const spans = db
    .prepare<unknown[], string>(
      `SELECT json_group_array(json_array(plan_key, low, high)) FROM (
         SELECT plan_key, coalesce(min(sequence) FILTER (WHERE completed_at >= @since), 1e15) AS low,
           coalesce(max(sequence) FILTER (WHERE completed_at <= @until), -1) AS high
         FROM snapshot WHERE ${isState} AND missing = 0 GROUP BY plan_key)`,
    )
    .pluck();
  return ({ since, until, minSize, maxSize, state = 'any' }: VersionFilter) => ({
    spans: spans.get({ since: normal(since, ''), until: normal(until, '9') }) ?? '[]',
    sized: Number(minSize !== undefined || maxSize !== undefined),
    minSize: minSize ?? 0,
    maxSize: maxSize ?? Number.MAX_SAFE_INTEGER,
    present: state === 'any' ? null : Number(state === 'present'),
  });
}

/** As the catalogue writes times, so that they compare as texts. */
const normal = (instant: string | undefined, otherwise: string): string =>
  instant === undefined ? otherwise : new Date(instant).toISOString();
