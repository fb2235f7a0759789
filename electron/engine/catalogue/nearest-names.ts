/** The names nearest to one that is not there, nearest first: as when a letter is wrong, missing, or in another case. */
export const nearestNames = (wanted: string, names: Iterable<string>, count: number): string[] =>
  rankNames(wanted, names, count).map(({ name }) => name);

interface RankedName {
  readonly name: string;
  /** Letters that are wrong, missing, too many or swapped. */
  readonly distance: number;
}

/** The same with how far each is away. */
export function rankNames(wanted: string, names: Iterable<string>, count: number): RankedName[] {
  const target = wanted.toLowerCase();
  const letters = createLetterBag(target);
  const nearest: RankedName[] = [];
  for (const name of names) {
    const worst = nearest.length < count ? Number.POSITIVE_INFINITY : (nearest.at(-1)?.distance ?? 0);
    const folded = name.toLowerCase();
    if (letters.leastDistance(folded) >= worst) continue;
    const distance = distanceOf(target, folded, worst);
    if (distance >= worst) continue;
    nearest.push({ name, distance });
    nearest.sort((one, other) => one.distance - other.distance);
    nearest.length = Math.min(nearest.length, count);
  }
  return nearest;
}

/** Tells quickly that two names are far apart: each letter that only one of them has costs a step. */
function createLetterBag(target: string) {
  const counts = new Int32Array(256);
  for (let index = 0; index < target.length; index += 1) add(target.charCodeAt(index), 1);
  return {
    leastDistance: (other: string): number => {
      let common = 0;
      for (let index = 0; index < other.length; index += 1) if (add(other.charCodeAt(index), -1) >= 0) common += 1;
      for (let index = 0; index < other.length; index += 1) add(other.charCodeAt(index), 1);
      return Math.max(target.length, other.length) - common;
    },
  };

  /** Letters that share a place count as one, which makes the distance only seem less. */
  function add(letter: number, amount: number): number {
    const count = (counts[letter & 255] ?? 0) + amount;
    counts[letter & 255] = count;
    return count;
  }
}

/** Damerau-Levenshtein distance (adjacent letters swapped count one); gives up with infinity at `limit`. */
function distanceOf(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return Number.POSITIVE_INFINITY;
  let [before, previous]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      let value = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + cost,
      );
      const swapped = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) value = Math.min(value, (before[column - 2] ?? 0) + 1);
      current.push(value);
      best = Math.min(best, value);
    }
    if (best >= limit) return Number.POSITIVE_INFINITY;
    [before, previous] = [previous, current];
  }
  return previous[other.length] ?? 0;
}
