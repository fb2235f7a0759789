/** The names nearest to one that is not there, nearest first: as when a letter is wrong, missing, or in another case. */
export function nearestNames(wanted: string, names: Iterable<string>, count: number): string[] {
  const target = wanted.toLowerCase();
  const nearest: { name: string; distance: number }[] = [];
  for (const name of names) {
    const worst = nearest.length < count ? Number.POSITIVE_INFINITY : (nearest.at(-1)?.distance ?? 0);
    const distance = distanceOf(target, name.toLowerCase(), worst);
    if (distance >= worst) continue;
    nearest.push({ name, distance });
    nearest.sort((one, other) => one.distance - other.distance);
    nearest.length = Math.min(nearest.length, count);
  }
  return nearest.map(({ name }) => name);
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
