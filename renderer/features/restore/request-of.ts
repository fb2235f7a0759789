import type { RestoreRequest } from '#shared/domain/restore.ts';
import type { RestoreSearch } from '../../app/search-params.ts';

/** What the address asks for, of a snapshot by its id. */
export function requestOf(search: RestoreSearch, snapshot: string): RestoreRequest {
  const { paths, to, exact, suffix, conflicts, missing, newerThan, matching, compareContent, onDamage, safety } =
    search;
  return {
    snapshot,
    paths: [...paths],
    to: to ?? null,
    exact: exact ?? false,
    suffix: suffix ?? null,
    conflicts: conflicts ?? 'overwrite',
    only: { missing: missing ?? false, newerThan: newerThan ?? null, matching: [...(matching ?? [])] },
    compareContent: compareContent ?? false,
    onDamage: onDamage ?? 'stop',
    safety: safety ?? true,
  };
}
