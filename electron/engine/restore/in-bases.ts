const batchSize = 10_000;

/** Items that follow each other and lie below the same pair of folders, for one call of rsync. */
export function* inBases<Item extends { readonly base: number }>(
  items: Iterable<Item>,
): Generator<{ readonly base: number; readonly items: readonly Item[] }> {
  let batch: Item[] = [];
  for (const item of items) {
    const [first] = batch;
    if (first && (batch.length >= batchSize || first.base !== item.base)) {
      yield { base: first.base, items: batch };
      batch = [];
    }
    batch.push(item);
  }
  const [first] = batch;
  if (first) yield { base: first.base, items: batch };
}
