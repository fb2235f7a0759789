import type { RestoreSearch } from '../../app/search-params.ts';

/** What becomes of what is there: one answer of five, since they exclude each other. */
export const restoreWays = ['replace', 'keep-newer', 'keep-both', 'missing', 'exact'] as const;
export type RestoreWay = (typeof restoreWays)[number];

export function wayOf({ exact, missing, conflicts }: RestoreSearch): RestoreWay {
  if (exact === true) return 'exact';
  if (missing === true) return 'missing';
  return conflicts === undefined || conflicts === 'overwrite' ? 'replace' : conflicts;
}

type WaySearch = Pick<RestoreSearch, 'exact' | 'missing' | 'conflicts' | 'newerThan' | 'matching'>;

/** What the address says for an answer. Filters do not go together with being exactly like the snapshot. */
export function searchOfWay(way: RestoreWay): WaySearch {
  const none = { exact: undefined, missing: undefined, conflicts: undefined };
  switch (way) {
    case 'replace':
      return none;
    case 'keep-newer':
    case 'keep-both':
      return { ...none, conflicts: way };
    case 'missing':
      return { ...none, missing: true };
    case 'exact':
      return { ...none, exact: true, newerThan: undefined, matching: undefined };
  }
}
