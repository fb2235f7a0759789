import type { PlannedItem } from './restore-list.ts';

const batchSize = 10_000;

/** Items that follow each other and lie below the same pair of folders, for one call of rsync. */
export function* inBases(
  items: Iterable<PlannedItem>,
): Generator<{ readonly base: number; readonly items: readonly PlannedItem[] }> {
  let batch: PlannedItem[] = [];
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
