import type { UnusualExtent } from '#shared/domain/unusual.ts';
import { median } from '#shared/median.ts';

/** What a backup found changed or gone of the files of the snapshot before. */
export type Extent = Pick<UnusualExtent, 'files' | 'changed' | 'removed'>;

export type Judgement = Pick<UnusualExtent, 'usual' | 'bound'> & { readonly unusual: boolean };

/** So many of the plan's last runs that changed something are compared with. */
export const consideredRuns = 30;

const leastFiles = 500;
const leastShare = 0.2;
/** With fewer runs there is no telling what is usual. */
const leastRuns = 3;
/** So many times the usual spread above the median is far beyond it. */
const spreads = 5;
/** Whatever the spread is: nearly everything at once is beyond it. */
const nearlyAll = 0.95;
/** What happened twice already is usual, and somewhat more is no surprise. */
const margin = 1.25;
/** Of a normal distribution, the standard deviation is so many times the median deviation. */
const normal = 1.4826;

/**
 * Whether a backup found far more than its plan's own history tells to expect: `shares` of files that earlier runs found
 * changed or gone, in any order. Median and median deviation, so that a single large change makes the next one no less
 * unusual; what happened twice, such as a rewrite every month, is usual. A plan without a history is judged by the least
 * share alone: a warning costs little, and what happens to a new plan's files may be just as unwanted.
 */
export function judgeExtent({ files, changed, removed }: Extent, shares: readonly number[]): Judgement {
  const lost = changed + removed;
  const told = shares.length >= leastRuns;
  const bound = told ? boundOf(shares) : leastShare;
  const unusual = files > 0 && lost >= leastFiles && lost / files >= bound;
  return { unusual, usual: told ? median(shares) : null, bound };
}

function boundOf(shares: readonly number[]): number {
  const middle = median(shares);
  const spread = normal * median(shares.map((share) => Math.abs(share - middle)));
  const second = shares.toSorted((one, other) => other - one)[1] ?? 0;
  return Math.max(leastShare, Math.min(nearlyAll, middle + spreads * spread), margin * second);
}
