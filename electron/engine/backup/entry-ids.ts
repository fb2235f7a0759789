export interface EntryIdRange {
  /** Highest id in use. */
  readonly newestEntry: number;
  /** Number of this giver, from 0, and of all givers. */
  readonly index: number;
  readonly count: number;
}

/** Gives out ids above `newestEntry`; several threads that count differently by `index` never give the same. */
export function createEntryIds({ newestEntry, index, count }: EntryIdRange): () => number {
  let next = newestEntry + 1 + index;
  return () => {
    const id = next;
    next += count;
    return id;
  };
}
