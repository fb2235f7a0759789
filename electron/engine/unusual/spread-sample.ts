/** Keeps up to `most` of what it is shown, spread evenly over all of it, whatever there is in the end. */
export function createSpreadSample<Item>(most: number) {
  let [kept, step, seen]: [Item[], number, number] = [[], 1, 0];
  return {
    show: (item: Item): void => {
      if (seen % step === 0) kept.push(item);
      seen += 1;
      if (kept.length <= 2 * most) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      step *= 2;
    },
    items: (): Item[] => {
      const every = Math.max(1, kept.length / most);
      return Array.from({ length: Math.min(most, kept.length) }, (_, at) => kept[Math.floor(at * every)]).filter(
        (item) => item !== undefined,
      );
    },
  };
}
