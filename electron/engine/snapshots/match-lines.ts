import { diffArrays } from 'diff';

/** Lines that two texts have in common: so many from these places on, counted from 0. */
export interface CommonRun {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

type Lines = readonly string[];

interface Match {
  readonly before: Lines;
  readonly after: Lines;
  /** Steps that may still be spent on looking for the shortest difference. */
  budget: number;
  readonly runs: CommonRun[];
}

interface Range {
  readonly before: number;
  readonly beforeEnd: number;
  readonly after: number;
  readonly afterEnd: number;
}

/** A second or so; what is left without a budget counts as different from its first to its last line. */
const allSteps = 2_000_000;
/** The work grows with the square of the edits. */
const mostEdits = 500;

/**
 * What two texts have in common, in order. Lines that occur once in each of both are matched first, in their longest
 * order, so that large texts fall into small ranges; only these are compared edit by edit. The work is bounded whatever
 * the texts: beyond it, fewer lines are found to be common.
 */
export function matchLines(before: Lines, after: Lines): readonly CommonRun[] {
  const match: Match = { before, after, budget: allSteps, runs: [] };
  matchRange(match, { before: 0, beforeEnd: before.length, after: 0, afterEnd: after.length }, (rest) => {
    let { before: low, after: high } = rest;
    for (const anchor of anchorsOf(match, rest)) {
      matchByEdits(match, { before: low, beforeEnd: anchor.before, after: high, afterEnd: anchor.after });
      add(match, anchor);
      low = anchor.before + 1;
      high = anchor.after + 1;
    }
    matchByEdits(match, { ...rest, before: low, after: high });
  });
  return match.runs;
}

/** What both begin and end with, and between them what `matchRest` finds. */
function matchRange(match: Match, range: Range, matchRest: (rest: Range) => void): void {
  const { before, after } = match;
  const most = Math.min(range.beforeEnd - range.before, range.afterEnd - range.after);
  let head = 0;
  while (head < most && before[range.before + head] === after[range.after + head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[range.beforeEnd - tail - 1] === after[range.afterEnd - tail - 1]) tail += 1;
  add(match, { before: range.before, after: range.after, length: head });
  const rest = {
    before: range.before + head,
    beforeEnd: range.beforeEnd - tail,
    after: range.after + head,
    afterEnd: range.afterEnd - tail,
  };
  if (rest.before < rest.beforeEnd && rest.after < rest.afterEnd) matchRest(rest);
  add(match, { before: rest.beforeEnd, after: rest.afterEnd, length: tail });
}

function matchByEdits(match: Match, range: Range): void {
  matchRange(match, range, (rest) => {
    const maxEditLength = Math.min(mostEdits, Math.floor(Math.sqrt(match.budget)));
    const [before, after] = [
      match.before.slice(rest.before, rest.beforeEnd),
      match.after.slice(rest.after, rest.afterEnd),
    ];
    const changes = maxEditLength > 0 ? diffArrays(before, after, { maxEditLength }) : undefined;
    const edits = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
    match.budget -= (edits ?? maxEditLength) ** 2;
    let { before: low, after: high } = rest;
    for (const { added, removed, count } of changes ?? []) {
      if (!added && !removed) add(match, { before: low, after: high, length: count });
      if (!added) low += count;
      if (!removed) high += count;
    }
  });
}

function add({ runs }: Match, run: CommonRun): void {
  if (run.length === 0) return;
  const last = runs.at(-1);
  const goesOn = last && last.before + last.length === run.before && last.after + last.length === run.after;
  if (goesOn) runs.splice(-1, 1, { ...last, length: last.length + run.length });
  else runs.push(run);
}

/** Lines that each side has once within the range, as many as keep the same order in both (patience). */
function anchorsOf({ before, after }: Match, range: Range): readonly CommonRun[] {
  const mine = placesOfUnique(before, range.before, range.beforeEnd);
  const theirs = placesOfUnique(after, range.after, range.afterEnd);
  const pairs: CommonRun[] = [];
  for (const [line, place] of mine) {
    const other = theirs.get(line);
    if (other !== undefined) pairs.push({ before: place, after: other, length: 1 });
  }
  return longestRising(pairs.sort((one, other) => one.before - other.before));
}

function placesOfUnique(lines: Lines, from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let at = from; at < to; at += 1) {
    const line = lines[at] ?? '';
    if (places.has(line)) repeated.add(line);
    places.set(line, at);
  }
  for (const line of repeated) places.delete(line);
  return places;
}

/** Of pairs in the order of `before`, the most whose `after` rises too. */
function longestRising(pairs: readonly CommonRun[]): readonly CommonRun[] {
  /** Index of the pair that ends the best chain of each length, and for each pair the one before it in its chain. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, { after }] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.after ?? 0) < after) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1] ?? -1);
    ends[low] = index;
  }
  const chain: CommonRun[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}
